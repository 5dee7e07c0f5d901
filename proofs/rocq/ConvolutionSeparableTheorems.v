(** Convolution of an image with the outer product of two sequences.

Idea: the weights of an outer product are products, so that the sum over rows and columns is a sum over rows of sums over columns.

Definitions: [outer], the products of two sequences' entries; [column] and [row], a sequence as an image of one column, of one row.
Results: in every mode, an outer product of two sequences may be applied along one axis after the other.
Not proved here: which kernels are separable; the law as it is printed, see [ProvedSeparable]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas ConvolutionTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

(** ** Two axes: an outer product is applied along one after the other *)

Section Separable.
Variable R : comRingType.
Implicit Types (H i : Z * Z) (I : Z * Z -> R) (u v : Z -> R) (M N : Z).

Definition outer u v : space2 -> R := fun a => u a.1 * v a.2.
Definition column u : space2 -> R := fun a => u a.1.
Definition row v : space2 -> R := fun a => v a.2.

Theorem image_of_outer (mode : nat) H M N I u v i : inside (extent mode (H : space2) (at2 M N)) i ->
  image mode (H : space2) (at2 M N) I (outer u v) i =
  image mode (extent mode (H : space2) (at2 M 1)) (at2 1 N) (image mode (H : space2) (at2 M 1) I (column u)) (row v) i.
Proof.
pose f a := match mode with 0%N => Z0 | 1%N => ((a - 1) / 2)%ZZ | _ => (a - 1)%ZZ end.
pose e h a := match mode with 0%N => (h + a - 1)%ZZ | 1%N => h | _ => (h - a + 1)%ZZ end.
have startE p q : start mode (at2 p q) = at2 (f p) (f q) by rewrite /f; case: (mode) => [|[|m]].
have extentE p q : extent mode (H : space2) (at2 p q) = at2 (e H.1 p) (e H.2 q) by rewrite /e; case: (mode) => [|[|m]]; case: (H).
have f1 : f 1 = 0 by rewrite /f; case: (mode) => [|[|m]].
have e1 h : e h 1 = h by rewrite /e /GRing.one /=; case: (mode) => [|[|m]]; lia.
clearbody f e; rewrite /image !extentE !startE !f1 !e1 inside2 /= => i_in; set E := at2 _ H.2.
rewrite {2}/full (eq_sumb (F' := fun s => sumb (box (H : space2)) (fun p => cut (H : space2) I p * cut (at2 M 1) (column u) (s + at2 (f M) 0 - p)
  * cut (at2 1 N) (row v) ((i : space2) + at2 0 (f N) - s)))); last by move=> s sE; rewrite cut_in -?mem_box // sumbMl.
rewrite [RHS]exchange_sumb; apply: eq_sumb => p pH; move: (pH); rewrite mem_box inside2 => p_in.
pose s : space2 := at2 i.1 p.2.
rewrite (@sumb_one _ _ _ _ s) ?uniq_box //.
  have -> : s \in box E by rewrite mem_box inside2 /E /s /=; case/andP: i_in => -> _; case/andP: p_in => _ ->.
  rewrite -mulrA; congr (_ * _); rewrite /cut !inside2 /outer /column /row /= /GRing.add /GRing.opp /GRing.one /=.
  rewrite (_ : (i.1 + 0 + - i.1)%ZZ = 0)%ZZ; last lia.
  rewrite (_ : (p.2 + 0 + - p.2)%ZZ = 0)%ZZ; last lia.
  by case: ((0 <=? i.1 + f M + - p.1)%ZZ && (i.1 + f M + - p.1 <? M)%ZZ);
    case: ((0 <=? i.2 + f N + - p.2)%ZZ && (i.2 + f N + - p.2 <? N)%ZZ); rewrite /= ?mul0r ?mulr0.
move=> t tE ts; apply/eqP; apply: contraNT ts => /mul_neq0[/cuts_neq0[_]].
rewrite inside2 /= /GRing.add /GRing.opp /= => at_p /cut_neq0; rewrite inside2 /= /GRing.add /GRing.opp /= => at_t.
by apply/eqP; rewrite /s; case: t tE at_p at_t => [t1 t2] /= _ at_p at_t; congr (_, _); lia.
Qed.
End Separable.
