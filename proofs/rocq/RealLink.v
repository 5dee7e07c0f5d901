(** How a theorem about real numbers is run: its premises are proved, its two sides are enclosed by intervals.

Idea: a real number cannot be computed to its last digit, so that neither an equation nor an inequality between two of them can. But each side of a
theorem, instantiated, is an expression of numerals, sums, products, quotients, roots, exponentials and logarithms: what else there is unfolds, and a
condition such as [p = 0] is decided by linear arithmetic. Interval arithmetic then proves that the side lies between two rational numbers around what
the law in Python gives.

Definitions: how a real number is read from data; the tactics [exposed], [decided] and [enclose]; [discharge_reals], now for premises about real numbers as well.
A side may be an extended real number, too; where Python's is infinite, a script writes [p_infty] or [m_infty] for both bounds.
Results: the inverse of [RealField], which is 0 at 0, is Coq's.
Not proved here: nothing is; a script that fails is a law without a link. *)

From Coq Require Export Reals.
From Coq Require Import Lra.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From Interval Require Import Tactic.
From CNN Require Import Link RealField.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.

#[export] Instance reads_R : Reads R := {| read d := if d is Num n d then IZR n / IZR (Z.pos d) else 0; outside := 0 |}.

Lemma RinvxE x : Rinvx x = / x.
Proof. by rewrite /Rinvx; case: eqP => //= ->; rewrite Rinv_0. Qed.

Lemma ln_of_nonpositive x : x <= 0 -> ln x = 0.
Proof. by rewrite /ln; case: Rlt_dec => // x0 /(Rlt_not_le _ _ x0). Qed.

(** All that is not an operation of real numbers unfolds; [Rmax] and orders unfold to decisions, powers to products. *)
Ltac exposed := lazy -[Rplus Rmult Ropp Rinv Rminus Rdiv Rinvx exp ln sqrt sin cos tan atan PI Rabs IZR R0 R1 Rle Rlt Rge Rgt not
                       Rle_dec Rlt_dec Rge_dec Rgt_dec Req_EM_T total_order_T]; rewrite ?RinvxE.

(** A fact about closed expressions, or that it doesn't hold: of rational numbers by [lra], of others by [interval]. *)
Ltac fact := solve [lra | interval].
Ltac no_fact := first
  [ apply Rlt_not_le; fact | apply Rle_not_lt; fact | apply Rlt_not_ge; fact | apply Rge_not_lt; fact | apply Rlt_not_eq; fact | apply Rgt_not_eq; fact].

(** Every condition on closed real numbers holds or doesn't. *)
Ltac settle d P := let h := fresh in let g := fresh in first
  [ assert (h : P) by fact; destruct d as [g|g]; [clear g h|case: (g h)]
  | assert (h : ~ P) by no_fact; destruct d as [g|g]; [case: (h g)|clear g h] ].
Ltac decided := repeat match goal with
  | |- context [Req_EM_T ?a ?b] => settle (Req_EM_T a b) (a = b)
  | |- context [Rle_dec ?a ?b] => settle (Rle_dec a b) (a <= b)
  | |- context [Rlt_dec ?a ?b] => settle (Rlt_dec a b) (a < b)
  | |- context [Rge_dec ?a ?b] => settle (Rge_dec a b) (a >= b)
  | |- context [Rgt_dec ?a ?b] => settle (Rgt_dec a b) (a > b)
  end.
Ltac unfolded := exposed; decided; cbv beta iota.

(** Premises, now about real numbers too: numbers of other kinds are computed as before. *)
Ltac real_premise := unfolded; repeat match goal with |- _ /\ _ => split | |- True => exact I end; solve [fact | no_fact | reflexivity | discriminate].
Ltac discharge_reals H := repeat match type of H with ?P -> _ => let p := fresh in
  assert (p : P) by first [abstract real_premise | premise]; specialize (H p); clear p end.

(** A side lies between two numbers, or has no bound: the kernel checks it. *)
Ltac enclosed_between a lo hi := first
  [ assert (lo <= a <= hi) by abstract (unfolded; interval)
  | assert (lo <= a <= hi) by abstract (unfolded; rewrite !ln_of_nonpositive; [interval|lra ..])
  | idtac "THE SIDE IS NOT BETWEEN" lo "AND" hi; fail 1 ].
Ltac enclosed a lo hi := lazymatch type of a with
  | Rbar => lazymatch type of lo with
    | Rbar => first [assert (a = lo) by abstract (unfolded; reflexivity) | idtac "THE SIDE IS NOT" lo; fail 1]
    | _ => first [assert (Finite (real a) = a) by abstract (unfolded; reflexivity) | idtac "THE SIDE IS INFINITE, NOT BETWEEN" lo "AND" hi; fail 1];
           enclosed_between (real a) lo hi
    end
  | prod _ _ => lazymatch constr:((lo, hi)) with         (* a complex number, which Python may say to be real *)
    | ((?lo1, ?lo2), (?hi1, ?hi2)) => enclosed_between (fst a) lo1 hi1; enclosed_between (snd a) lo2 hi2
    | _ => enclosed_between (fst a) lo hi; enclosed_between (snd a) (-1 / 1000000000) (1 / 1000000000)
    end
  | _ => enclosed_between a lo hi
  end.
Ltac enclose E lo1 hi1 lo2 hi2 := lazymatch type of E with
  | ?a = ?b => enclosed a lo1 hi1; enclosed b lo2 hi2
  | is_true (?a == ?b) => enclosed a lo1 hi1; enclosed b lo2 hi2
  | is_true (Order.le ?a ?b) => enclosed a lo1 hi1; enclosed b lo2 hi2
  | Rle ?a ?b => enclosed a lo1 hi1; enclosed b lo2 hi2
  | Rge ?b ?a => enclosed a lo1 hi1; enclosed b lo2 hi2
  | Rbar_le ?a ?b => enclosed a lo1 hi1; enclosed b lo2 hi2
  end.
