(** Whole numbers are added exactly, in any order.

Idea: a format of p digits holds every whole number up to 2^p, and rounding leaves what the format holds as it is. If the absolute terms add up to
at most 2^p, every partial sum is such a number, whichever terms it has: so no operation rounds anything. The same with all terms times 2^e, where the
format goes as far down as 2^e.

Definitions: [whole], a term that is an integer times 2^e; trees, terms and what is [computed] are those of [RoundingTrees].
Results:
- [tree_is_exact], for any set of numbers that holds the integers times 2^e up to 2^p of them, and any rounding that keeps its numbers;
- [float_tree_is_exact], for every binary format of p digits, any rounding (to nearest or not) and any order, with or without fused multiply-add;
- [part_is_exact], that every part of the tree is exact, too;
- [integers_are_exact], where the factors and the numbers are integers; for binary32 and binary64, too.
Not proved here: the sign of a result that is zero; that there is no overflow ([FloatTrees]).
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra Lia ZArith List Permutation.
From Flocq Require Import Core.
From CNN Require Import Rounding RoundingTrees.
Open Scope R_scope.

Section Abstract.
Variables (F : R -> Prop) (rnd : R -> R) (unit most : R).
Hypothesis rnd_F : forall x, F x -> rnd x = x.
Hypothesis F_whole : forall k : Z, Rabs (IZR k * unit) <= most -> F (IZR k * unit).

Definition whole x := exists k : Z, value_of_term x = IZR k * unit.

Lemma exact_is_whole l : Forall whole l -> exists k : Z, exact l = IZR k * unit.
Proof.
induction 1 as [|x l [k H] _ [m IH]]; unfold exact, total_of_terms in *; simpl; [exists 0%Z; simpl; ring|].
exists (k + m)%Z; rewrite H, IH, plus_IZR; ring.
Qed.

Lemma rounds_to_itself l : Forall whole l -> absolute l <= most -> rnd (exact l) = exact l.
Proof.
intros W H; destruct (exact_is_whole l W) as [k K]; apply rnd_F; rewrite K; apply F_whole; rewrite <- K.
apply Rle_trans with (2 := H), exact_le_absolute.
Qed.

Theorem tree_is_exact t : Forall whole (terms t) -> absolute (terms t) <= most -> computed rnd t = exact (terms t).
Proof.
induction t as [[b|a b]|s IHs t IHt|a b s IHs]; intros W H.
- unfold exact, total_of_terms; simpl; ring.
- rewrite <- (rounds_to_itself _ W H); unfold exact, total_of_terms; simpl; now rewrite Rplus_0_r.
- rewrite <- (rounds_to_itself _ W H); simpl in *; apply Forall_app in W; destruct W as [Ws Wt].
  unfold absolute, exact in *; rewrite total_app in *.
  assert (As := absolute_ge0 (terms s)); assert (At := absolute_ge0 (terms t)); unfold absolute in *.
  rewrite IHs, IHt by (auto; lra); reflexivity.
- rewrite <- (rounds_to_itself _ W H); simpl in *; inversion_clear W as [|? ? _ Ws].
  unfold absolute, exact, total_of_terms in *; simpl in *; assert (K := Rabs_pos (a * b)).
  rewrite IHs by (auto; lra); reflexivity.
Qed.
End Abstract.

(** A tree that is part of another one. *)
Fixpoint part {A} (s t : tree A) : Prop :=
  s = t \/ match t with Leaf _ => False | Add t1 t2 => part s t1 \/ part s t2 | Fma _ _ t1 => part s t1 end.

Lemma part_terms (P : summand R -> Prop) s t : part s t -> Forall P (terms t) -> Forall P (terms s) /\ absolute (terms s) <= absolute (terms t).
Proof.
induction t as [x|t1 IH1 t2 IH2|a b t1 IH1]; simpl; intros [->|H] W; auto using Rle_refl; [easy| |].
- apply Forall_app in W; destruct W as [W1 W2]; unfold absolute in *; rewrite total_app.
  assert (A1 := absolute_ge0 (terms t1)); assert (A2 := absolute_ge0 (terms t2)); unfold absolute in *.
  destruct H as [H|H]; [destruct (IH1 H W1)|destruct (IH2 H W2)]; split; auto; lra.
- inversion_clear W as [|? ? _ W1]; destruct (IH1 H W1); split; auto.
  unfold absolute, total_of_terms in *; simpl; assert (K := Rabs_pos (a * b)); lra.
Qed.

(** * Every binary format of [prec] digits *)
Section Binary.
Variables (prec emin : Z) (rounding : R -> Z).
Context {Hprec : Prec_gt_0 prec} {Hround : Valid_rnd rounding}.
Notation fexp := (FLT_exp emin prec).
Notation rnd := (round radix2 fexp rounding).

Lemma holds_integers e k : (emin <= e)%Z -> Rabs (IZR k * bpow radix2 e) <= bpow radix2 (prec + e) ->
  generic_format radix2 fexp (IZR k * bpow radix2 e).
Proof.
intros He H; assert (P := Hprec); unfold Prec_gt_0 in P.
assert (K : (Z.abs k <= 2 ^ prec)%Z).
{ apply le_IZR; rewrite abs_IZR; rewrite bpow_plus, Rabs_mult, (Rabs_pos_eq (bpow radix2 e)) in H by apply bpow_ge_0.
  apply Rmult_le_reg_r in H; [|apply bpow_gt_0]; rewrite (IZR_Zpower radix2) by lia; exact H. }
apply Zle_lt_or_eq in K; destruct K as [K|K].
- apply generic_format_FLT; exists (Float radix2 k e); [reflexivity|exact K|exact He].
- assert (S : generic_format radix2 fexp (bpow radix2 (prec + e))) by (apply generic_format_FLT_bpow; auto; lia).
  assert (B : bpow radix2 (prec + e) = IZR (2 ^ prec) * bpow radix2 e) by (rewrite (IZR_Zpower radix2) by lia; apply bpow_plus).
  destruct (Z.abs_eq_or_opp k) as [E|E]; rewrite E in K; [now rewrite K, <- B|].
  replace k with (- 2 ^ prec)%Z by lia; rewrite opp_IZR, Ropp_mult_distr_l_reverse, <- B; now apply generic_format_opp.
Qed.

Theorem float_tree_is_exact e t l : Permutation (terms t) l -> (emin <= e)%Z ->
  Forall (whole (bpow radix2 e)) l -> absolute l <= bpow radix2 (prec + e) -> computed rnd t = exact l.
Proof.
intros P He W H; unfold exact, absolute in *; rewrite <- (total_perm _ _ _ P); rewrite <- (total_perm _ _ _ P) in H.
apply (tree_is_exact (generic_format radix2 fexp) rnd (bpow radix2 e) (bpow radix2 (prec + e))).
- intros; now apply round_generic.
- intros; now apply holds_integers.
- now apply (Permutation_Forall (Permutation_sym P)).
- exact H.
Qed.

Theorem part_is_exact e s t : part s t -> (emin <= e)%Z ->
  Forall (whole (bpow radix2 e)) (terms t) -> absolute (terms t) <= bpow radix2 (prec + e) -> computed rnd s = exact (terms s).
Proof.
intros S He W H; destruct (part_terms _ _ _ S W) as [Ws Hs].
apply (float_tree_is_exact e); auto; lra.
Qed.

(** Whole numbers, and products of two, of at most 2^p together. *)
Definition of_integers x := match x with Plain b => exists k, b = IZR k | Product a b => exists k m, a = IZR k /\ b = IZR m end.

Lemma whole_of_integers x : of_integers x -> whole (bpow radix2 0) x.
Proof.
destruct x as [b|a b]; simpl; [intros [k ->]|intros (k & m & -> & ->)]; unfold whole; simpl.
- exists k; ring.
- exists (k * m)%Z; rewrite mult_IZR; ring.
Qed.

Theorem integers_are_exact t l : Permutation (terms t) l -> (emin <= 0)%Z ->
  Forall of_integers l -> absolute l <= IZR (2 ^ prec) -> computed rnd t = exact l.
Proof.
intros P He W H; apply (float_tree_is_exact 0); auto.
- apply Forall_impl with (2 := W), whole_of_integers.
- rewrite Z.add_0_r, <- (IZR_Zpower radix2) by (assert (K := Hprec); unfold Prec_gt_0 in K; lia); exact H.
Qed.
End Binary.

Definition float32_integers_are_exact t l P := integers_are_exact 24 (-149) (Znearest to_even) t l P ltac:(lia).
Definition float64_integers_are_exact t l P := integers_are_exact 53 (-1074) (Znearest to_even) t l P ltac:(lia).
