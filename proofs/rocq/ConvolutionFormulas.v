(** The formulas of convolution, as they are written in Python, and the few lemmas from which their laws follow.

Idea: what a convolution does to a test function is to send every pair of places to their sum; all laws are readings of this. The same formula serves
sequences, images and volumes.

Definitions: [full], the convolution of two arrays; [image] and [cross_correlation] in their modes, of which 0, 1, 2 stand for full, same and valid;
[circular]; and what laws are said with: [flip], [impulse], [wrapped], ...
Results: convolution commutes, associates, distributes over sums, is zero outside its extent ([full_stays]); [full_tested].
Not proved here: what follows from this in each mode; see [ConvolutionTheorems]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

Section Formulas.
Variables (G : space) (R : comRingType).
Implicit Types (H A P i s t : G) (I J K f g : G -> R).

(** All of the convolution of an array of size [H] with one of size [A]. *)
Definition full H A I K i : R := sumb (box H) (fun s => cut H I s * cut A K (i - s)).
Definition full_extent H A := H + A - 1.

(** Where each mode starts in the full result, and how much it keeps. *)
Definition start (mode : nat) A : G := match mode with 0%N => 0 | 1%N => per_axis (fun a _ => (a - 1) / 2)%ZZ A A | _ => A - 1 end.
Definition extent (mode : nat) H A : G := match mode with 0%N => full_extent H A | 1%N => H | _ => H - A + 1 end.
Definition image mode H A I K i : R := full H A I K (i + start mode A).
Definition cross_correlation mode H A I K i : R :=
  sumb (box A) (fun a => cut H I (i + a - (A - 1 - start mode A)) * cut A K a).

Definition flip H f i : R := cut H f (H - 1 - i).
Definition circular H f g i : R := sumb (box H) (fun s => cut H f s * cut H g (around H (i - s))).

(** What laws are said with. *)
Definition impulse : G -> R := fun i => (i == 0)%:R.
Definition inner_product H f g : R := sumb (box H) (fun i => f i * g i).
Definition after_zeros H f i : R := cut H f (i - 1).
Definition before_zeros H f i : R := cut H f i.
Definition in_the_kernel A f i : R := f (i + (A - 1)).
Definition rolled H f i : R := cut H f (around H (i - 1)).
Definition wrapped S H f i : R := sumb (box S) (fun t => if around H t == i then f t else 0).

(** ** Where terms are other than zero *)

Lemma cut_neq0 H f i : cut H f i != 0 -> inside H i.
Proof. by apply: contraR => /cut_out ->. Qed.
Lemma mul_neq0 (x y : R) : x * y != 0 -> x != 0 /\ y != 0.
Proof. by move=> xy; split; apply: contra xy => /eqP ->; rewrite ?mul0r ?mulr0. Qed.
Lemma cuts_neq0 H A f g i j : cut H f i * cut A g j != 0 -> inside H i /\ inside A j.
Proof. by case/mul_neq0 => /cut_neq0 ? /cut_neq0. Qed.

Lemma cut_same H f i : (~~ inside H i -> f i = 0) -> cut H f i = f i.
Proof. by rewrite /cut; case: (inside H i) => // ->. Qed.

Lemma full_outside H A I K i : ~~ inside (full_extent H A) i -> full H A I K i = 0.
Proof.
move=> out; apply: sumb0 => s sH; apply/eqP; apply: contraNT out => /cuts_neq0[s_in a_in].
by rewrite /full_extent; axiswise.
Qed.
Lemma full_stays H A I K i : cut (full_extent H A) (full H A I K) i = full H A I K i.
Proof. by apply: cut_same; apply: full_outside. Qed.

Lemma eq_full H A I I' K K' i : {in inside H, I =1 I'} -> {in inside A, K =1 K'} -> full H A I K i = full H A I' K' i.
Proof.
move=> eI eK; apply: eq_sumb => s _; rewrite /cut; case: ifP => [sH|_]; last by rewrite !mul0r.
by rewrite eI //; case: ifP => [aA|_]; [rewrite eK | rewrite !mulr0].
Qed.

(** ** Convolution *)

Lemma full_commutes H A I K i : full H A I K i = full A H K I i.
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ (fun s => i - s) (fun a => i - a)); rewrite ?uniq_box // => x _ /cuts_neq0[x_in a_in].
  by split; [rewrite mem_box | rewrite opprB addrC subrK | rewrite mulrC opprB [i + _]addrC subrK].
by split; [rewrite mem_box | rewrite opprB addrC subrK | rewrite mulrC opprB [i + _]addrC subrK].
Qed.

Lemma full_tested H A I K (phi : G -> R) : sumb (box (full_extent H A)) (fun i => full H A I K i * phi i) =
  sumb (box H) (fun s => sumb (box A) (fun a => cut H I s * cut A K a * phi (s + a))).
Proof.
rewrite (eq_sumb (F' := fun i => sumb (box H) (fun s => cut H I s * cut A K (i - s) * phi i))); last by move=> i _; rewrite sumbMl.
rewrite [LHS]exchange_sumb. apply: eq_sumb => s sH.
apply: (@sum_bij _ _ _ _ _ _ _ (fun i => i - s) (fun a => a + s)); rewrite ?uniq_box // => x xin /mul_neq0[/cuts_neq0[s_in a_in] _].
  by split; [rewrite mem_box | rewrite subrK | rewrite [s + _]addrC subrK].
by split; [rewrite /full_extent; axiswise | rewrite addrK | rewrite addrK addrC].
Qed.

Lemma full_associates H A P I K J i : full (full_extent H A) P (full H A I K) J i = full H (full_extent A P) I (full A P K J) i.
Proof.
rewrite {1}/full (eq_sumb (F' := fun t => full H A I K t * cut P J (i - t))); last by move=> t _; rewrite full_stays.
rewrite full_tested; apply: eq_sumb => s _; rewrite full_stays /full -sumbM.
by apply: eq_sumb => a _; rewrite mulrA opprD addrA.
Qed.

Lemma fullDl H A I J K i : full H A (fun s => I s + J s) K i = full H A I K i + full H A J K i.
Proof. by rewrite /full -sumbD; apply: eq_sumb => s sH; rewrite /cut -!mem_box sH mulrDl. Qed.
Lemma fullDr H A I K J i : full H A I (fun s => K s + J s) i = full H A I K i + full H A I J i.
Proof. by rewrite full_commutes fullDl !(full_commutes A). Qed.
Lemma fullZl H A c I K i : full H A (fun s => c * I s) K i = c * full H A I K i.
Proof. by rewrite /full -sumbM; apply: eq_sumb => s sH; rewrite /cut -!mem_box sH mulrA. Qed.

(** A translation of an argument, within another box: the array reads [s - k] where that lies inside. *)
Definition translated H k f s : R := cut H f (s - k).
Lemma full_moved H H' A k I K i : (forall s, inside H s -> inside H' (s + k)) -> full H' A (translated H k I) K i = full H A I K (i - k).
Proof.
move=> fits; apply: (@sum_bij _ _ _ _ _ _ _ (fun s => s - k) (fun s => s + k)); rewrite ?uniq_box // => x xin.
  move=> nz; have [xH _] := cuts_neq0 nz; have [] := mul_neq0 nz; rewrite cut_in // => /cut_neq0 xk _.
  by split; [rewrite mem_box | rewrite subrK | rewrite /translated opprB addrA subrK].
move=> nz; have [xH _] := cuts_neq0 nz.
by split; [rewrite mem_box fits | rewrite addrK | rewrite (cut_in _ (fits _ xH)) /translated addrK opprD addrA addrAC].
Qed.

Lemma full_has_unit H I i : full H 1 I impulse i = cut H I i.
Proof.
rewrite /full (@sumb_one _ _ _ _ i) ?uniq_box // ?mem_box.
  have origin : inside (1 : G) 0 by axiswise.
  by rewrite subrr (cut_in _ origin) /impulse eqxx mulr1 /cut; case: (inside H i).
move=> s _ si; rewrite /impulse /cut; case: (inside 1 _); last by rewrite mulr0.
by rewrite subr_eq0 eq_sym (negbTE si) mulr0.
Qed.

Lemma full_turned H A I K i : full H A (flip H I) (flip A K) i = full H A I K (full_extent H A - 1 - i).
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ (fun s => H - 1 - s) (fun s => H - 1 - s)); rewrite ?uniq_box // => x; rewrite mem_box => x_in nz.
  split; [axiswise | by axiswise | ].
  have [_ a_in] := cuts_neq0 nz; rewrite !(cut_in (flip _ _)) //; congr (_ * cut A K _); rewrite /full_extent; axiswise.
have [_ a_in] := cuts_neq0 nz; split; [axiswise | by axiswise | ].
rewrite !(cut_in (flip _ _)) //; last by move: a_in; rewrite /full_extent => a_in; axiswise.
  by rewrite /flip; congr (cut H I _ * cut A K _); rewrite /full_extent; axiswise.
by axiswise.
Qed.
End Formulas.
