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
premises; try by [apply: at_least_nothing | move: H7 H8 H10; clear; nia].
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
premises; try by apply/everyP => k lt; move: (positiveP _ H0 k lt) (positiveP _ H1 k lt); rewrite ?axisE (axis_last lt); case: eqP => _; clear; lia.
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

(** ** Two halves along the last axis: m, the places of the first *)
Section Halves.
Variables (G : space) (H d K m : G).
Notation left_half := (H + last_axis * d * K + last_axis * m - last_axis * H - last_axis * d).
Notation first_places := (H + last_axis * d * K + d + last_axis * m - last_axis * H - d * K - last_axis * d).
Hypotheses (d_pos : positive d) (K_pos : positive K) (some : forall k, (k < rank G)%N -> (1 <= axis k m <= axis k (H + d - d * K))%Z).
Let known k : (k < rank G)%N -> (1 <= axis k m <= axis k H + axis k d - axis k d * axis k K /\ 0 < axis k d <= axis k d * axis k K)%Z.
Proof. by move=> lt; move: (some lt) (positiveP _ d_pos k lt) (positiveP _ K_pos k lt); rewrite !axisE; nia. Qed.
Let steps k : (k < rank G)%N -> axis k (last_axis : G) = if k.+1 == rank G then 1%Z else 0%Z. Proof. exact: axis_last. Qed.

Lemma left_half_is_there : on_every_axis (fun u v => (u <=? v)%Z) 0 left_half.
Proof. by apply/everyP => k lt; move: (known lt); rewrite !axisE (steps lt); case: eqP => _; lia. Qed.
Lemma left_half_fits : on_every_axis (fun u v => (u <=? v)%Z) left_half H.
Proof. by apply/everyP => k lt; move: (known lt); rewrite !axisE (steps lt); case: eqP => _; lia. Qed.
Lemma right_half_starts : on_every_axis (fun u v => (u <=? v)%Z) (last_axis * m) H.
Proof. by apply/everyP => k lt; move: (known lt); rewrite !axisE (steps lt); case: eqP => _; lia. Qed.

Let taps u k : inside K u -> (k < rank G)%N -> (0 <= axis k u * axis k d <= axis k d * axis k K - axis k d)%Z.
Proof. by move=> /insideP u_in lt; have [_ [d0 _]] := known lt; have := u_in k lt; move: (axis k K) (axis k d) d0 (axis k u) => a b b0 c; nia. Qed.
Lemma seen_by_a_tap u i : inside K u -> inside (H + d - d * K) i -> within 0 H (u * d + i * 1 - 0).
Proof.
by move=> u_in /insideP i_in; apply/insideP => k lt; move: (taps u_in lt) (i_in k lt) (known lt); rewrite !axisE; lia.
Qed.
Lemma seen_on_the_left u i : inside K u -> inside (H + d - d * K) i -> on_every_axis (fun u v => (u <? v)%Z) i first_places ->
  within 0 left_half (u * d + i * 1 - 0).
Proof.
move=> u_in /insideP i_in /everyP first_in; apply/insideP => k lt; move: (taps u_in lt) (i_in k lt) (first_in k lt) (known lt).
by rewrite !axisE (steps lt); case: eqP => _; lia.
Qed.
Lemma after_the_first_half i : inside (H + d - d * K) i -> on_every_axis (fun u v => (u <? v)%Z) i first_places = false ->
  forall k, (k < rank G)%N -> k.+1 == rank G -> (axis k m <= axis k i)%Z.
Proof.
move=> /insideP i_in out k lt /eqP last; case: (Z_le_gt_dec (axis k m) (axis k i)) => // small; exfalso; move/negP: out; apply; apply/everyP => j lt'.
move: (i_in j lt') (known lt'); rewrite !axisE (steps lt'); case: eqP => [e|_]; last by lia.
have -> : j = k by (apply: succn_inj; rewrite e last).
by move: small; lia.
Qed.
Lemma seen_on_the_right u i : inside K u -> inside (H + d - d * K) i -> on_every_axis (fun u v => (u <? v)%Z) i first_places = false ->
  within 0 (H - last_axis * m) (u * d + (i - last_axis * m) * 1 - 0).
Proof.
move=> u_in i_in out; have late := after_the_first_half i_in out; move: i_in => /insideP i_in; apply/insideP => k lt.
by move: (taps u_in lt) (i_in k lt) (known lt) (late k lt); rewrite !axisE (steps lt); case: eqP => _; [move=> ? ? ? /(_ isT)|]; lia.
Qed.
End Halves.

Lemma half_of_some (G : space) (n : G) : on_every_axis (fun u v => (u <=? v)%Z) 1 n ->
  forall k, (k < rank G)%N -> (1 <= axis k (per_axis Z.max 1 (per_axis Z.div n 2%:R)) <= axis k n)%Z.
Proof.
move=> /everyP some k lt; move: (some k lt); rewrite !axis_per // -[2%:R]/(1 + 1 : G) !axisE -[(1 + 1)%Z]/2%Z.
by have := Z.div_mod (axis k n) 2; have := Z.mod_pos_bound (axis k n) 2; lia.
Qed.

Theorem conv_agrees_on_tiles : layers_conv_agrees_on_tiles.
Proof.
split; hnf; intros R G H d K C M N groups x w H_pos d_pos K_pos C1 M1 N1 g1 O1 A1 B1; have some := half_of_some O1; move: A1 B1 some;
  set m := per_axis Z.max 1 _ => _ _ some; clearbody m.
all: split; first exact: left_half_is_there; split; first exact: left_half_fits; split; first exact: (right_half_starts d_pos K_pos some).
all: move=> n o i n_in o_in i_in; case: ifP => side.
all: rewrite /layers_conv /layers_conv_flip_true !guard0 !add0r; apply: eq_sumb => c _; apply: eq_sumb => u; rewrite mem_box => u_in.
all: congr (_ * _); rewrite (seen_by_a_tap d_pos K_pos some u_in i_in).
1, 3: by rewrite (seen_on_the_left d_pos K_pos some u_in i_in side).
all: rewrite (seen_on_the_right d_pos K_pos some u_in i_in side); congr (guard _ (x _ _ _)); by rewrite !mulr1 !subr0 -addrA subrK.
Qed.
