(** The rectified linear unit, with and without a leak.

Idea: [relu] is the maximum with 0; all its laws are laws of the order.

Definitions: [relu], [leaky_relu] over any ordered integral domain.
Results: the laws that the Python formulas state, and that [relu] never widens a distance.
Not proved here: NaN, which no ordered ring has; gradients, which at 0 are a convention. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section ReLU.
Variable R : realDomainType.
Definition relu (x : R) := Num.max 0 x.

Lemma relu_is_monotone : {homo relu : x y / x <= y}.
Proof. by move=> x y xy; rewrite /relu le_maxl !le_maxr lexx xy orbT. Qed.

Lemma relu_is_at_least_zero x : 0 <= relu x. Proof. by rewrite /relu le_maxr lexx. Qed.

(** The distance of two results is at most that of the arguments: they keep their order, and one of three things happens. *)
Theorem relu_is_lipschitz x y : `|relu x - relu y| <= `|x - y|.
Proof.
wlog xy : x y / x <= y => [th|].
  by case/orP: (le_total x y) => [/th|/th] //; rewrite distrC [`|y - x|]distrC.
have rxy := relu_is_monotone xy.
rewrite distrC [`|x - y|]distrC !ger0_norm ?subr_ge0 // /relu.
case: (leP 0 x) => [x0|x0]; case: (leP 0 y) => [y0|y0] //.
- by move: (le_lt_trans (le_trans x0 xy) y0); rewrite ltxx.
- by rewrite subr0 ler_subr_addr -[X in _ <= X]addr0 ler_add2l ltW.
- by rewrite subr0 subr_ge0.
Qed.
End ReLU.

Section Laws.
Variable R : realDomainType.
Implicit Types (x y a c : R).
Notation relu := (@relu R).

Lemma relu_of_nonneg x : 0 <= x -> relu x = x.
Proof. by rewrite /relu; case: leP. Qed.

Lemma relu_of_nonpos x : x <= 0 -> relu x = 0.
Proof. by rewrite /relu; case: leP => // x0 x0'; apply/eqP; rewrite eq_le x0 x0'. Qed.

Theorem relu_is_positive_part x : relu x + relu x = x + `|x|.
Proof.
by case: (lerP 0 x) => [x0|/ltW x0];
  [rewrite relu_of_nonneg // ger0_norm | rewrite relu_of_nonpos // ler0_norm // subrr addr0].
Qed.

(** A number is its positive part less its negative part. *)
Theorem relu_splits x : relu x - relu (- x) = x.
Proof.
case: (lerP 0 x) => [x0|/ltW x0].
  by rewrite relu_of_nonneg // relu_of_nonpos ?oppr_le0 // subr0.
by rewrite relu_of_nonpos // relu_of_nonneg ?oppr_ge0 // sub0r opprK.
Qed.

Theorem relu_is_idempotent x : relu (relu x) = relu x.
Proof. by rewrite relu_of_nonneg // relu_is_at_least_zero. Qed.

Theorem relu_is_positively_homogeneous a x : 0 <= a -> relu (a * x) = a * relu x.
Proof.
move=> a0; case: (lerP 0 x) => [x0|/ltW x0]; first by rewrite !relu_of_nonneg // mulr_ge0.
by rewrite !relu_of_nonpos ?mulr0 // mulr_ge0_le0.
Qed.

(** It is not linear: 1 and -1 add up to 0. *)
Theorem relu_is_not_linear : relu (1 + -1) != relu 1 + relu (-1).
Proof. by rewrite subrr relu_of_nonneg // (relu_of_nonneg ler01) relu_of_nonpos ?oppr_le0 ?ler01 // addr0 eq_sym oner_neq0. Qed.

(** With a leak, as the Python formula states it. *)
Definition leaky_relu a x := if 0 < x then x else a * x.

Theorem leaky_relu_is_identity_at_one x : leaky_relu 1 x = x.
Proof. by rewrite /leaky_relu mul1r if_same. Qed.

Theorem leaky_relu_leaks a x : leaky_relu a x = relu x - a * relu (- x).
Proof.
rewrite /leaky_relu; case: (ltrP 0 x) => [/ltW x0|x0].
  by rewrite relu_of_nonneg // relu_of_nonpos ?oppr_le0 // mulr0 subr0.
by rewrite relu_of_nonpos // relu_of_nonneg ?oppr_ge0 // sub0r mulrN opprK.
Qed.

Theorem leaky_relu_is_relu_at_zero x : leaky_relu 0 x = relu x.
Proof. by rewrite leaky_relu_leaks mul0r subr0. Qed.

Theorem leaky_relu_is_positively_homogeneous a c x : 0 <= c -> leaky_relu a (c * x) = c * leaky_relu a x.
Proof.
move=> c0; rewrite !leaky_relu_leaks -(mulrN c x) !relu_is_positively_homogeneous // mulrBr.
by congr (_ - _); rewrite mulrCA.
Qed.
End Laws.
