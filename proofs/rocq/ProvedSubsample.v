(** Laws of subsampling about its windows, as they are printed from Python.

Idea: with zeros after the first window along the last axis, the first result is the sum of the window, and every other is 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is in [ProvedPooling] and [ProvedPlaces]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax ProvedTiles.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.
Theorem subsample_sums_its_window : classic_subsample_sums_its_window.
Proof.
premises => //; match goal with h : is_true (within 0 1 _) |- _ => rewrite (inside_one h) end.
rewrite /classic_subsample; in_bounds; rewrite !mulr0 guard0 !add0r [X in X * _]guard_in // mul1r; apply: eq_sumb => u; rewrite mem_box => u_in.
by rewrite mul0r add0r guard_in.
Qed.
Section Beside.
Variables (G : space) (K i : G).
Let end_axis : ((rank G).-1 < rank G)%N. Proof. by have := some_axis G; lia. Qed.
Let at_the_end : axis (rank G).-1 (last_axis : G) = 1%Z. Proof. by rewrite axis_last // prednK ?eqxx // some_axis. Qed.
Lemma first_or_last : within 0 (last_axis + 1) i -> if on_every_axis (fun u v => (u <? v)%Z) i 1 then i = 0 else (1 <= axis (rank G).-1 i)%Z.
Proof.
move=> i_in; case: ifP => [/everyP small|big].
  by apply: same_axes => k lt; move: (small k lt) (insideP _ _ i_in k lt); rewrite axis_one axis_zero; lia.
have : ~~ (axis (rank G).-1 i <? 1)%Z; last by lia.
apply: contraFN big => small; apply/everyP => k lt; have := insideP _ _ i_in k lt; rewrite !axisE axis_last //; case: eqP => [e|_]; last by lia.
by move: small; rewrite -e -[k.+1.-1]/k; lia.
Qed.
Lemma second_window u : positive K -> (1 <= axis (rank G).-1 i)%Z -> inside K u -> on_every_axis (fun u v => (u <? v)%Z) (i * K + u) K = false.
Proof.
move=> K0 i1 /insideP /(_ _ end_axis) u_in; apply/negP => /everyP /(_ _ end_axis); rewrite !axisE; move: (positiveP _ K0 _ end_axis) i1 u_in.
by move: (axis _ K) (axis _ i) (axis _ u) => k j v; clear; nia.
Qed.
Lemma first_window u : inside K u -> within 0 (last_axis * K + K) (0 * K + u) /\ on_every_axis (fun u v => (u <? v)%Z) (0 * K + u) K.
Proof.
rewrite mul0r add0r => /insideP u_in; split; last by apply/everyP => k lt; have := u_in k lt; lia.
apply/insideP => k lt; have := u_in k lt; rewrite !axisE axis_last //; case: eqP => _; lia.
Qed.
End Beside.
Theorem subsample_sets_windows_side_by_side : classic_subsample_sets_windows_side_by_side.
Proof.
premises => //; have := first_or_last H7; case: (on_every_axis _ i11 1) => at_i.
  rewrite at_i /classic_subsample !mulr0 !guard0 !add0r; congr (_ * _); apply: eq_sumb => u; rewrite mem_box => u_in.
  by have [-> ->] := first_window u_in; in_bounds; rewrite mul0r add0r [within 0 _ _]u_in.
rewrite /classic_subsample !mulr0 !guard0 !add0r sumb0 ?mulr0 // => u; rewrite mem_box => u_in.
by rewrite second_window // mulr0 guard0.
Qed.
