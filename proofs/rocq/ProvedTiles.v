(** Laws of convolution layers about groups and about what is put before or after along the last axis, as they are printed from Python.

Idea: what is put before along the last axis is seen there only; each tap of one side is a tap of the other, or its weight is 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPlaces ProvedPadding ProvedConvolution ProvedPooling.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem conv_transpose_transpose_splits_into_groups : layers_conv_transpose_transpose_splits_into_groups.
Proof.
opened; try by [apply: sized | move: H7 H8 H10; clear; nia].
rewrite /layers_conv_transpose !guard0 !add0r.
have o_div : ((M * groups + i8 - M) / M = groups - 1)%Z by apply: group_of.
have o_mod : ((M * groups + i8 - M) mod M = i8 mod M)%Z.
  by rewrite (_ : M * groups + i8 - M = i8 + (groups - 1) * M)%Z ?Z_mod_plus_full //; clear; lia.
rewrite o_div o_mod (small H14); apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => u _.
have e : (C * (groups - 1) + c = C * groups + (C * 0 + c) - C)%Z by clear; lia.
have c_group : between 0 (C * groups) (C * groups + (C * 0 + c) - C).
  by rewrite -e; move: c_in H7 H10; clear => /betweenP ? /Z.leb_le ? /Z.leb_le ?; apply/betweenP; nia.
have c_one : between 0 (C * 1) (C * 0 + c) by move: c_in; clear; ranges.
by rewrite e c_group c_one /layers_conv_transpose_z c_group c_one.
Qed.

(** ** Along the last axis *)
Section Last.
Variable G : space.
Implicit Types K : G.
Lemma axis_last k : (k < rank G)%N -> axis k (last_axis : G) = if k.+1 == rank G then 1%Z else 0%Z.
Proof. exact: axis_make. Qed.
Let end_axis : ((rank G).-1 < rank G)%N. Proof. by have := some_axis G; lia. Qed.
Let at_the_end : axis (rank G).-1 (last_axis : G) = 1%Z. Proof. by rewrite axis_last // prednK ?eqxx // some_axis. Qed.
Lemma after_the_first K (u : G) : inside (K + last_axis) u -> on_every_axis (fun u v => (u <? v)%Z) u (K + last_axis - last_axis * K) = false -> inside K (u - last_axis).
Proof.
move=> /insideP u_in out; have one : ~~ (axis (rank G).-1 u <? 1)%Z.
  apply: contraFN out => small; apply/everyP => k lt; have := u_in k lt; rewrite !axisE axis_last //; case: eqP => [e|_] k_in.
    by move: small; rewrite -e -[k.+1.-1]/k; clear -k_in; lia.
  by lia.
apply/insideP => k lt; have := u_in k lt; rewrite !axisE axis_last //; case: eqP => [e|_]; last by lia.
by move: one; rewrite -e -[k.+1.-1]/k; lia.
Qed.
Lemma before_the_first K (t : G) : inside K t -> on_every_axis (fun u v => (u <? v)%Z) (t + last_axis) (K + last_axis - last_axis * K) = false.
Proof.
move=> /insideP /(_ _ end_axis) t_in; apply/negP => /everyP /(_ _ end_axis); rewrite !axisE at_the_end; lia.
Qed.
Lemma one_later K (t : G) : inside K t -> inside (K + last_axis) (t + last_axis).
Proof. by move=> /insideP t_in; apply/insideP => k lt; have := t_in k lt; rewrite !axisE axis_last //; case: eqP => _; lia. Qed.
End Last.

Theorem conv_reads_later : layers_conv_reads_later.
Proof.
opened; try by apply/everyP => k lt; move: (positiveP _ H0 k lt) (positiveP _ H1 k lt); rewrite ?axisE (axis_last lt); case: eqP => _; clear; lia.
rewrite /layers_conv; congr (_ + _); apply: eq_sumb => c _.
have same (t : G) : within 0 H ((t + last_axis) * 1 + i9 * 1 - 0) = within 0 (H - last_axis) (t * 1 + i9 * 1 - 0) \/ ~~ inside kernel_size t.
  case: (boolP (inside kernel_size t)) => [t_in|]; [left|by right]; rewrite !insideE; apply: same_inside => k lt.
  by move: (insideP _ _ t_in k lt) (insideP _ _ H8 k lt); rewrite !axisE (axis_last lt); clear; case: eqP => _; lia.
apply: (@sum_bij _ _ _ _ _ _ _ (fun u => u - last_axis) (fun u => u + last_axis)); rewrite ?uniq_box // => u; rewrite !mem_box => u_in nz.
  have test : on_every_axis (fun u v => (u <? v)%Z) u (kernel_size + last_axis - last_axis * kernel_size) = false.
    by apply/negbTE; apply: contraNN nz => ->; rewrite mulr0 guard0 mul0r.
  have t_in := after_the_first u_in test; split; [done | exact: subrK|].
  case: (same (u - last_axis)) => [e|]; last by rewrite t_in.
  by rewrite -e subrK test !insideE t_in u_in; congr (_ * guard _ (x _ _ _)); rewrite !mulr1 !subr0 addrAC subrK.
split; [exact: one_later | exact: addrK|]; case: (same u) => [e|]; last by rewrite u_in.
by rewrite -e before_the_first // addrK !insideE u_in one_later //; congr (_ * guard _ (x _ _ _)); rewrite !mulr1 !subr0 addrAC.
Qed.
