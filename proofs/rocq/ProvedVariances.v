(** The two divisors of a variance, in batch normalisation as it is printed from Python.

Idea: both sides are the squared distance from the mean divided by the same sum.

Definitions: none; formulas and laws are in [Generated].
Results: the law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated ProvedKernels MeansAndVariances ProvedNormalization.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma same_share (D e n m SS : R) : n != 0 -> m != 0 -> D / (e * n + SS / m) * n = D / (e * m + SS / n) * m.
Proof.
move=> n0 m0.
have -> : e * n + SS / m = (e * n * m + SS) / m by rewrite mulrDl mulfK.
have -> : e * m + SS / n = (e * n * m + SS) / n by rewrite mulrDl (mulrAC e) mulfK.
by rewrite !invf_div -!mulrA; congr (_ * _); rewrite mulrCA [RHS]mulrCA [m * n]mulrC.
Qed.
Lemma squared_distance (g e m v y : R) : 0 <= e + v -> scaled g 0 e m v y * scaled g 0 e m v y = (y - m) * g * ((y - m) * g) / (e + v).
Proof. by move=> ev0; rewrite /scaled !add0r mulf_div root_squared. Qed.

Theorem batch_norm_corrects : normalization_batch_norm_corrects.
Proof.
hnf; intros G H eps momentum C N x gamma beta H_pos eps0 _ _ N_pos _ n1 _ _ n c i n_in c_in i_in.
rewrite !batch_norm1E // !batch_normE // /normed !mulr0.
have big : (1 < N * product_of_axes H)%Z by apply/Z.ltb_lt.
have n_neq0 : number (N * product_of_axes H) != 0 :> R by apply: number_neq0; clear -big; lia.
have m_neq0 : number (N * product_of_axes H - 1) != 0 :> R by apply: number_neq0; clear -big; lia.
have n_ge0 : 0 <= number (N * product_of_axes H) :> R by apply/ltW/number_gt0; clear -big; lia.
have m_ge0 : 0 <= number (N * product_of_axes H - 1) :> R by apply/ltW/number_gt0; clear -big; lia.
rewrite -(values_number1 H_pos N_pos) -(values_number H_pos N_pos) -[eps * _ * _]mulrA -numberM.
rewrite !squared_distance; [exact: same_share | |]; (apply: addr_ge0; [exact: mulr_ge0 (ltW eps0) _ | exact: variance_of_ge0]).
Qed.
