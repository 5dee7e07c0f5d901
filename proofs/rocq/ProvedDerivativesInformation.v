(** That the gradients of entropies are derivatives, as it is printed from Python.

Idea: where no probability is 0 every term is a product with a logarithm; see [Derivatives].

Definitions: none.
Results: each law, under the name of the formula and the array; what marginals contribute to a derivative cancels.
Not proved here: divergence and conditional entropy, which are not printed.
Axioms: those of Coq's real numbers; excluded middle; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

Lemma positive_entry (b : bool) (x : R_realFieldType) : b -> above_zero (guard b x) -> 0 < x.
Proof. by rewrite /above_zero /guard => ->. Qed.

(** A choice between equal values; a test that a positive number does not pass. *)
Lemma either (b : bool) (x : R) : (if b then x else x) = x. Proof. by case: b. Qed.
Lemma not_zero (T : Type) (x : R) (u w : T) : 0 < x -> (if (match Req_EM_T x 0 with left _ => true | right _ => false end) then u else w) = w.
Proof. by case: Req_EM_T => // e h; exfalso; lra. Qed.

Theorem entropy_gradient_p : information_entropy_gradient_p_is_the_derivative.
Proof.
move=> base S p v dy b0 S1 b1 smooth; have P k : between 0 S k -> 0 < p k by move=> h; apply: positive_entry (smooth k h).
differentiated; [exact: P|by have := P _ h; lra|].
inward; entrywise; have pk := P k h; rewrite not_zero //; set l := / ln base; real; field; lra.
Qed.

Theorem miller_madow_gradient_counts : information_miller_madow_gradient_counts_is_the_derivative.
Proof.
move=> base S c v dy b0 S1 b1 [total_ smooth].
have l0 : ln base <> 0.
  move=> l; move: b1; rewrite (_ : base = 1%R) ?eqxx //.
  by rewrite -(exp_ln base) ?l ?exp_0 //; exact/RltP.
have t0 : over (zrange S) c <> 0.
  move: total_; rewrite (_ : sumb _ _ = over (zrange S) c) //; apply: over_in => k; rewrite mem_zrange => h.
  by rewrite /guard h.
have n0 k : between 0 S k -> c k <> 0 by move=> h; have := smooth k h; rewrite /guard h.
differentiated; [exact: n0|by move/esym; exact: n0| |].
  by move=> e; case: (Rmult_integral _ _ e) => [/Rmult_integral[|//]|//]; lra.
under [X in dy * (X * _ + _)]over_in do rewrite either.
set seen := (X in dy * (_ + (X + _) * _)); rewrite over_zero over_scales; set n := over (zrange S) c in t0 *; set w := over (zrange S) v.
by transitivity ((1 + - seen) * dy * / ((1 + 1) * (n * n) * ln base) * w); [real; field|].
Qed.

(** Two variables: what the marginals contribute cancels. *)
Section Two.
Variables (S T : eqType) (xs : seq S) (ys : seq T) (p v : S -> T -> R).
Notation row f := (fun x => over ys (f x)).
Notation col f := (fun y => over xs (fun x => f x y)).

Lemma cancelled_by_columns : (forall y, y \in ys -> col p y <> 0) ->
  over xs (fun x => over ys (fun y => p x y * (col v y * / col p y))) = over xs (row v).
Proof. by move=> n; rewrite over_swap [RHS]over_swap; apply: over_in => y /n c0; rewrite over_scaled; field. Qed.
Lemma cancelled_by_rows : (forall x, x \in xs -> row p x <> 0) ->
  over xs (fun x => over ys (fun y => p x y * (row v x * / row p x))) = over xs (row v).
Proof. by move=> n; apply: over_in => x /n r0; rewrite over_scaled; field. Qed.
End Two.

(** The same with a third variable, for the marginals of two variables and of the last. *)
Section Three.
Variables (S T U : eqType) (xs : seq S) (ys : seq T) (zs : seq U) (p v : S -> T -> U -> R).
Notation all3 f := (over xs (fun x => over ys (fun y => over zs (f x y)))).
Notation xz f := (fun x z => over ys (fun y => f x y z)).
Notation yz f := (fun y z => over xs (fun x => f x y z)).
Notation last f := (fun z => over xs (fun x => over ys (fun y => f x y z))).

Lemma cancelled_by_first_and_last : (forall x z, x \in xs -> z \in zs -> xz p x z <> 0) ->
  all3 (fun x y z => p x y z * (xz v x z * / xz p x z)) = all3 v.
Proof. by move=> n; apply: over_in => x xX; apply: (cancelled_by_columns (v x)) => z zZ; exact: n. Qed.
Lemma cancelled_by_others : (forall y z, y \in ys -> z \in zs -> yz p y z <> 0) ->
  all3 (fun x y z => p x y z * (yz v y z * / yz p y z)) = all3 v.
Proof.
move=> n; rewrite over_swap [RHS]over_swap; apply: over_in => y yY.
by apply: (cancelled_by_columns (p := fun x => p x y) (fun x => v x y)) => z zZ; exact: n.
Qed.
Lemma cancelled_by_last : (forall z, z \in zs -> last p z <> 0) -> all3 (fun x y z => p x y z * (last v z * / last p z)) = all3 v.
Proof.
move=> n; have := cancelled_by_columns (xs := xs) (ys := zs) (p := xz p) (xz v) n.
rewrite (_ : over xs (fun x => over zs (xz v x)) = all3 v); last by apply: over_in => x _; rewrite over_swap.
move=> <-; apply: over_in => x _; rewrite over_swap; apply: over_in => z _; exact: over_scaled.
Qed.
End Three.

Lemma not_empty n : (1 <=? n)%Z -> (0 < size (zrange n))%N.
Proof. by move=> n1; rewrite size_map size_iota; apply/ssrnat.ltP; lia. Qed.

Theorem mutual_information_gradient_joint : information_mutual_information_gradient_joint_is_the_derivative.
Proof.
move=> base X Y p v dy b0 X1 Y1 b1 [smooth _].
have P x y : between 0 X x -> between 0 Y y -> 0 < p x y.
  by move=> xX yY; apply: positive_entry (smooth x y xX yY); rewrite xX yY.
have C y : between 0 Y y -> 0 < over (zrange X) (fun x => p x y).
  by move=> yY; apply: over_positive => [|x]; [exact: not_empty|rewrite mem_zrange => xX; exact: P].
have W x : between 0 X x -> 0 < over (zrange Y) (p x).
  by move=> xX; apply: over_positive => [|y]; [exact: not_empty|rewrite mem_zrange => yY; exact: P].
differentiated.
- by have := Rmult_lt_0_compat _ _ (C _ h0) (W _ h); rewrite /=; lra.
- apply: Rmult_lt_0_compat; first exact: P.
  by apply: Rinv_0_lt_compat; apply: Rmult_lt_0_compat; [exact: C|exact: W].
- by have := P _ _ h h0; lra.
set l := / ln base; set Q := fun x y => ln (p x y * / (over (zrange X) (fun x => p x y) * over (zrange Y) (p x))).
transitivity (dy * (over (zrange X) (fun x => over (zrange Y) (fun y => v x y * (Q x y * l) + v x y * l))
  + - l * over (zrange X) (fun x => over (zrange Y) (fun y => p x y * (over (zrange X) (fun x => v x y) * / over (zrange X) (fun x => p x y))))
  + - l * over (zrange X) (fun x => over (zrange Y) (fun y => p x y * (over (zrange Y) (v x) * / over (zrange Y) (p x)))))).
  congr (dy * _); rewrite -!over_scales -!over_adds; apply: over_in => x; rewrite mem_zrange => xX.
  rewrite -!over_scales -!over_adds; apply: over_in => y; rewrite mem_zrange => yY.
  rewrite not_zero; last exact: P.
  have := P x y xX yY; have := C y yY; have := W x xX; rewrite /Q.
  set w := over (zrange Y) (p x); set c := foldr _ _ _; set a := over (zrange Y) (v x); set b := foldr _ _ _.
  by move=> w0 c0 p0; set L := ln _; real; field; repeat split; lra.
rewrite cancelled_by_columns; last by move=> y; rewrite mem_zrange => yY; apply: Rgt_not_eq; exact: C.
rewrite cancelled_by_rows; last by move=> x; rewrite mem_zrange => xX; apply: Rgt_not_eq; exact: W.
rewrite -!over_scales -!over_adds -over_scales; apply: over_in => x _; rewrite -!over_scales -!over_adds -over_scales; apply: over_in => y _.
by rewrite /Q; set L := ln _; real; ring.
Qed.

Lemma term (l p v c w s dc dw ds L : R) : 0 < p -> 0 < c -> 0 < w -> 0 < s ->
  v * (L * l) + p * (((ds * p + s * v) * / (c * w) + s * p * (- (dc * w + c * dw) * / (c * w * (c * w)))) * / (s * p * / (c * w)) * l)
  = v * (L * l) + v * l + l * (p * (ds * / s)) + - l * (p * (dc * / c)) + - l * (p * (dw * / w)).
Proof. by move=> p0 c0 w0 s0; field; repeat split; lra. Qed.

Theorem conditional_mutual_information_gradient_joint : information_conditional_mutual_information_gradient_joint_is_the_derivative.
Proof.
move=> base X Y Z' p v dy b0 X1 Y1 Z1 b1 [smooth _].
have P x y z : between 0 X x -> between 0 Y y -> between 0 Z' z -> 0 < p x y z.
  by move=> xX yY zZ; apply: positive_entry (smooth x y z xX yY zZ); rewrite xX yY zZ.
have XZ x z : between 0 X x -> between 0 Z' z -> 0 < over (zrange Y) (fun y => p x y z).
  by move=> xX zZ; apply: over_positive => [|y]; [exact: not_empty|rewrite mem_zrange => yY; exact: P].
have YZ y z : between 0 Y y -> between 0 Z' z -> 0 < over (zrange X) (fun x => p x y z).
  by move=> yY zZ; apply: over_positive => [|x]; [exact: not_empty|rewrite mem_zrange => xX; exact: P].
have W z : between 0 Z' z -> 0 < over (zrange X) (fun x => over (zrange Y) (fun y => p x y z)).
  by move=> zZ; apply: over_positive => [|x]; [exact: not_empty|rewrite mem_zrange => xX; exact: XZ].
have N x y z : between 0 X x -> between 0 Y y -> between 0 Z' z ->
    0 < over (zrange Y) (fun y => p x y z) * over (zrange X) (fun x => p x y z).
  by move=> xX yY zZ; apply: Rmult_lt_0_compat; [exact: XZ|exact: YZ].
differentiated.
- apply: Rgt_not_eq; exact: N.
- by apply: Rmult_lt_0_compat; [apply: Rmult_lt_0_compat; [exact: W|exact: P]|apply: Rinv_0_lt_compat; exact: N].
- apply: Rgt_not_eq; exact: P.
set l := / ln base.
pose sz (f : Z -> Z -> Z -> R) (z : Z) := over (zrange X) (fun x => over (zrange Y) (fun y => f x y z)) : R.
pose sxz (f : Z -> Z -> Z -> R) (x z : Z) := over (zrange Y) (fun y => f x y z) : R; pose syz (f : Z -> Z -> Z -> R) (y z : Z) := over (zrange X) (fun x => f x y z) : R.
pose Q (x y z : Z) : R := ln (sz p z * p x y z * / (sxz p x z * syz p y z)).
pose all3 (f : Z -> Z -> Z -> R) := over (zrange X) (fun x => over (zrange Y) (fun y => over (zrange Z') (f x y))) : R.
transitivity (dy * (all3 (fun x y z => v x y z * (Q x y z * l) + v x y z * l) + l * all3 (fun x y z => p x y z * (sz v z * / sz p z))
  + - l * all3 (fun x y z => p x y z * (sxz v x z * / sxz p x z)) + - l * all3 (fun x y z => p x y z * (syz v y z * / syz p y z)))).
  congr (dy * _); rewrite /all3 -!over_scales -!over_adds; apply: over_in => x; rewrite mem_zrange => xX.
  rewrite -!over_scales -!over_adds; apply: over_in => y; rewrite mem_zrange => yY.
  rewrite -!over_scales -!over_adds; apply: over_in => z; rewrite mem_zrange => zZ.
  rewrite not_zero; last exact: P.
  by apply: term; [exact: P|exact: XZ|exact: YZ|exact: W].
rewrite /all3 cancelled_by_last; last by move=> z; rewrite mem_zrange => zZ; apply: Rgt_not_eq; exact: W.
rewrite cancelled_by_first_and_last; last by move=> x z; rewrite !mem_zrange => xX zZ; apply: Rgt_not_eq; exact: XZ.
rewrite cancelled_by_others; last by move=> y z; rewrite !mem_zrange => yY zZ; apply: Rgt_not_eq; exact: YZ.
rewrite -!over_scales -!over_adds -over_scales; apply: over_in => x _; rewrite -!over_scales -!over_adds -over_scales; apply: over_in => y _.
rewrite -!over_scales -!over_adds -over_scales; apply: over_in => z _.
by rewrite /Q; set L := ln _; real; ring.
Qed.
