(** Circular convolution, and the convolution theorem.

Idea: on a finite group every sum is over all places, so a change of variable [y -> x - y] is a bijection and nothing more.

Definitions: [cconv] of two functions on any finite abelian group, over any commutative ring; [transform], with a number [w] in
place of the root of unity.
Results: circular convolution commutes, associates and is equivariant; the transform of a convolution is the product of the
transforms, for every [w] with [w ^ n = 1], over any commutative ring: complex numbers, finite fields, and [w = 1] too.
Not proved here: that the transform can be inverted, which needs [w] to be primitive; several axes at a time. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Circular.
Variables (R : comRingType) (G : finZmodType).
Implicit Types f g h : G -> R.
Definition cconv f g x := \sum_y f y * g (x - y).

Theorem cconv_commutes f g : cconv f g =1 cconv g f.
Proof.
move=> x; rewrite /cconv (reindex_inj (inj_comp (addrI x) oppr_inj)) /=.
by apply: eq_bigr => y _; rewrite opprB [x + (y - x)]addrC subrK mulrC.
Qed.

Theorem cconv_associates f g h : cconv f (cconv g h) =1 cconv (cconv f g) h.
Proof.
move=> x; rewrite /cconv; under [RHS]eq_bigr do rewrite mulr_suml.
rewrite exchange_big /=; apply: eq_bigr => y _; rewrite mulr_sumr.
rewrite [RHS](reindex_inj (addrI y)); apply: eq_bigr => z _.
by rewrite mulrA [y + z]addrC addrK opprD addrA addrAC.
Qed.

Theorem cconv_is_equivariant a f g x : cconv (fun y => f (y - a)) g x = cconv f g (x - a).
Proof.
rewrite /cconv (reindex_inj (addIr a)); apply: eq_bigr => y _.
by rewrite addrK opprD addrA addrAC.
Qed.
End Circular.

Section DFT.
Variables (R : comRingType) (n : nat) (w : R).
Hypothesis wn : w ^+ n.+1 = 1.
Implicit Types f g : 'I_n.+1 -> R.
Definition transform f (k : nat) := \sum_(j < n.+1) f j * w ^+ (j * k).

(** Only exponents modulo [n] matter, since [w ^ n = 1]. *)
Theorem transform_turns_convolution_into_product f g k : transform (cconv f g) k = transform f k * transform g k.
Proof.
have wM m : w ^+ (m %% n.+1 * k) = w ^+ (m * k).
  by rewrite {2}(divn_eq m n.+1) mulnDl exprD mulnAC [(_ * _ * n.+1)%N]mulnC [w ^+ (n.+1 * _)]exprM wn expr1n mul1r.
rewrite /transform /cconv; under eq_bigr do rewrite mulr_suml.
rewrite exchange_big /= mulr_suml; apply: eq_bigr => j _.
rewrite mulr_sumr (reindex_inj (addrI j)); apply: eq_bigr => l _.
by rewrite [_ - j]addrC addKr /= wM mulnDl exprD mulrACA.
Qed.
End DFT.
