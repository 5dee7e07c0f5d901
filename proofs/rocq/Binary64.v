(** The rounding bound holds for the loop that a processor runs.

Idea: Coq has the binary64 numbers of the processor as a primitive type, and Flocq proves that they round as the standard says. So the loop below, which
Coq executes bit by bit as Python does, is the [fdot] of [Rounding] wherever its result is finite.

Definitions: [pdot], the loop [s = 0; for k in range(n): s += x[k] * y[k]]; [val], the real number that a float is; [fin].
Results: [pdot_error], the bound of [Rounding] for this loop, from its finite result alone: no operation on the way can have overflowed.
Not proved here: other formats and other orders ([FloatTrees]).
Axioms: those of Coq's real numbers, and Coq's specification of machine integers and floats. *)

From Coq Require Import Reals Lra ZArith Floats.
From Flocq Require Import Core BinarySingleNaN PrimFloat.
From CNN Require Import Rounding.
Open Scope R_scope.
Notation float := PrimFloat.float.
Local Existing Instance Hprec.
Local Existing Instance Hmax.

Definition val (x : float) : R := B2R (Prim2B x).
Definition fin (x : float) : bool := is_finite (Prim2B x).
Definition rnd64 := rnd 53 (-1074) (fun z => negb (Z.even z)).
Notation bf := (binary_float prec emax).

Lemma finite_sum (a b : bf) : is_finite (Bplus mode_NE a b) = true ->
  is_finite a = true /\ is_finite b = true /\ B2R (Bplus mode_NE a b) = rnd64 (B2R a + B2R b).
Proof.
intros H.
assert (Fa : is_finite a = true) by (destruct a as [|[]| |], b as [|[]| |]; try easy).
assert (Fb : is_finite b = true) by (destruct a as [|[]| |], b as [|[]| |]; try easy).
split; [exact Fa|]; split; [exact Fb|].
generalize (Bplus_correct prec emax _ _ mode_NE a b Fa Fb); destruct Rlt_bool.
- now intros [-> _].
- intros [K _]; rewrite <- is_finite_SF_B2SF, K in H; easy.
Qed.

Lemma finite_product (a b : bf) : is_finite (Bmult mode_NE a b) = true ->
  B2R (Bmult mode_NE a b) = rnd64 (B2R a * B2R b).
Proof.
intros H; generalize (Bmult_correct prec emax _ _ mode_NE a b); destruct Rlt_bool.
- now intros [-> _].
- intros K; rewrite <- is_finite_SF_B2SF, K in H; easy.
Qed.

Fixpoint pdot (x y : nat -> float) n : float :=
  match n with O => 0%float | S k => (pdot x y k + x k * y k)%float end.

Lemma val_of_zero : val zero = 0.
Proof. unfold val; rewrite zero_equiv, Prim2B_B2Prim; reflexivity. Qed.

Theorem pdot_is_the_rounded_dot x y n : fin (pdot x y n) = true ->
  val (pdot x y n) = fdot rnd64 (fun k => val (x k)) (fun k => val (y k)) n.
Proof.
induction n as [|n IH]; [now intros _; apply val_of_zero|].
unfold fin, val in *; simpl; rewrite add_equiv, mul_equiv; intros H.
destruct (finite_sum _ _ H) as (H1 & H2 & ->).
now rewrite IH, finite_product.
Qed.

Theorem pdot_error x y n : fin (pdot x y n) = true -> INR n * u 53 < 1 ->
  Rabs (val (pdot x y n) - dot (fun k => val (x k)) (fun k => val (y k)) n)
    <= gamma (u 53) n * absdot (fun k => val (x k)) (fun k => val (y k)) n
       + INR n * (1 + gamma (u 53) n) * eta (-1074).
Proof. intros H Hn; rewrite pdot_is_the_rounded_dot by exact H; now apply float64_dot_error. Qed.

Definition nthf (l : list float) k := List.nth k l 0%float.
Import List.ListNotations.
Open Scope float_scope.
