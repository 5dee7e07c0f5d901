(** The line of least squares and of gradient descent on its mean squared error.

Idea: what a line leaves is what the best line leaves plus the difference of both lines. The first has the sum 0 and is orthogonal to x, so squares
add up, which is why the best line is best. A step of gradient descent multiplies the difference of slopes and intercepts by a matrix whose
curvatures are those of the error.

Definitions: those of [FittingFormulas].
Results: what the line of least squares does where the data are shifted, stretched or reversed; it has the least error; steps rest there, and come closer.
The laws as they are printed are in [ProvedFitting].
Not proved here: the curvatures, which need a square root; see [FittingCurvatureTheorems]. *)

From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import FieldTactic FittingFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section LeastSquares.
Variable F : realFieldType.
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Implicit Types (N : nat) (x y z : nat -> F) (slope intercept c : F).
Notation sum N := (total_over (values N)).

Theorem rest_is_orthogonal_to_x N x y : distinct N x ->
  dot_product N (fun n => y n - line x (least_squares_slope N x y) (least_squares_intercept N x y) n) x = 0.
Proof. exact: nothing_is_left_along_x. Qed.

Theorem rest_is_zero_on_average N x y : distinct N x ->
  dot_product N (fun n => y n - line x (least_squares_slope N x y) (least_squares_intercept N x y) n) (ones x) = 0.
Proof.
move=> d; rewrite -[RHS](nothing_is_left_on_average x y (some_observations d)).
by apply: eq_total => n; rewrite /ones mulr0 add0r mulr1.
Qed.

(** An entry less the mean, of a line and of a shifted array. *)
Lemma line_from_mean N x slope intercept n : (N%:R : F) != 0 -> from_mean N (line x slope intercept) n = slope * from_mean N x n.
Proof. by move=> N0; rewrite /from_mean /mean totalD total_scales total_of_a_constant /line; by_field K. Qed.

Theorem slope_of_a_line N x slope intercept : distinct N x ->
  least_squares_slope N x (line x slope intercept) = slope.
Proof.
move=> d; have n0 := some_observations d; have := squares_from_mean_are_positive d; rewrite lt0r => /andP[q0 _].
rewrite /least_squares_slope (eq_total (fun n => slope * from_mean N x n ^+ 2)) => [|n].
  by rewrite total_scales mulfK.
by rewrite line_from_mean // mulrCA expr2.
Qed.

Theorem intercept_of_a_line N x slope intercept : distinct N x ->
  least_squares_intercept N x (line x slope intercept) = intercept.
Proof.
move=> d; have n0 := some_observations d; rewrite /least_squares_intercept slope_of_a_line //.
rewrite (eq_total (fun=> intercept)) => [|n]; last by rewrite /line addrAC subrr add0r.
by rewrite total_of_a_constant mulfK.
Qed.

Lemma slope_depends_on_differences N x y x' y' : from_mean N x =1 from_mean N x' -> from_mean N y =1 from_mean N y' ->
  least_squares_slope N x y = least_squares_slope N x' y'.
Proof. by move=> ex ey; congr (_ / _); apply: eq_total => n; rewrite ex ?ey. Qed.

Lemma shifted_from_mean N x c : (N%:R : F) != 0 -> from_mean N (fun n => x n + c) =1 from_mean N x.
Proof. by move=> N0 n; rewrite /from_mean /mean totalD total_of_a_constant; by_field K. Qed.

Theorem slope_of_shifted N x y c : distinct N x ->
  least_squares_slope N (fun n => x n + c) (fun n => y n + c) = least_squares_slope N x y.
Proof. by move/some_observations => n0; apply: slope_depends_on_differences => n; rewrite shifted_from_mean. Qed.

Theorem slope_of_a_sum N x y z :
  least_squares_slope N x (fun n => y n + z n) = least_squares_slope N x y + least_squares_slope N x z.
Proof.
rewrite /least_squares_slope -mulrDl -totalD; congr (_ / _); apply: eq_total => n.
by rewrite /from_mean /mean totalD; set inverse := N%:R^-1; by_field K.
Qed.

Lemma stretched_from_mean N x c n : from_mean N (fun n => c * x n) n = c * from_mean N x n.
Proof. by rewrite /from_mean /mean total_scales mulrBr mulrA. Qed.

Lemma slope_falls_where_x_is_stretched N x y c : c != 0 ->
  c * least_squares_slope N (fun n => c * x n) y = least_squares_slope N x y.
Proof.
move=> c0; rewrite /least_squares_slope.
rewrite (eq_total (fun n => c * (from_mean N x n * from_mean N y n))) => [|n]; last by rewrite stretched_from_mean mulrA.
rewrite (eq_total (f := fun n => from_mean N (fun n => c * x n) n ^+ 2) (fun n => c ^+ 2 * from_mean N x n ^+ 2)) => [|n].
  by rewrite !total_scales invfM; set inverse := (sum N _)^-1; by_field K.
by rewrite stretched_from_mean exprMn.
Qed.

Theorem slope_of_stretched N x y :
  3%:R * least_squares_slope N (fun n => 3%:R * x n) y = least_squares_slope N x y.
Proof. by rewrite slope_falls_where_x_is_stretched // pnatr_eq0. Qed.

Theorem slope_of_reversed N x y :
  least_squares_slope N (backwards N x) (backwards N y) = least_squares_slope N x y.
Proof.
have e f n : from_mean N (backwards N f) n = backwards N (from_mean N f) n by rewrite /from_mean /mean total_reversed.
rewrite /least_squares_slope -[in RHS]total_reversed -[X in _ = _ / X]total_reversed.
by congr (_ / _); apply: eq_total => n; rewrite !e.
Qed.

Theorem intercept_of_shifted N x y c : distinct N x ->
  least_squares_intercept N x (fun n => y n + c) = c + least_squares_intercept N x y.
Proof.
move=> d; have n0 := some_observations d; rewrite /least_squares_intercept.
have -> : least_squares_slope N x (fun n => y n + c) = least_squares_slope N x y.
  by apply: slope_depends_on_differences => n //; rewrite shifted_from_mean.
rewrite (eq_total (fun n => (y n - least_squares_slope N x y * x n) + c)) => [|n]; last by rewrite addrAC.
by rewrite totalD total_of_a_constant mulrDl mulfK // addrC.
Qed.

Theorem intercept_of_stretched N x y :
  least_squares_intercept N (fun n => 3%:R * x n) y = least_squares_intercept N x y.
Proof.
congr (_ / _); apply: eq_total => n; congr (_ - _).
by rewrite mulrA [_ * 3%:R]mulrC slope_of_stretched.
Qed.
End LeastSquares.

Section Best.
Variables (F : realFieldType) (N : nat) (x y : nat -> F).
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Implicit Types (slope intercept rate : F).
Notation sum := (total_over (values N)).
Notation a := (least_squares_slope N x y).
Notation b := (least_squares_intercept N x y).
Notation rest := (fun n => y n - line x a b n).

Theorem least_error slope intercept : distinct N x ->
  mean_squared_error N (line x (least_squares_slope N x y) (least_squares_intercept N x y)) y <= mean_squared_error N (line x slope intercept) y.
Proof.
move=> d; have n0 := some_observations d; rewrite ler_wpmul2r ?invr_ge0 ?ler0n // -subr_ge0 -sum_of_difference.
pose gap n := (slope - a) * x n + (intercept - b).
suff -> : sum (fun n => (line x slope intercept n - y n) ^+ 2 - (line x a b n - y n) ^+ 2) = sum (fun n => gap n ^+ 2).
  by rewrite total_is_nonnegative // => n _; exact: sqr_ge0.
transitivity (sum (fun n => gap n ^+ 2 + (- (2%:R * (slope - a)) * (rest n * x n) + - (2%:R * (intercept - b)) * rest n))).
  by apply: eq_total => n; rewrite /gap /line; by_field K.
by rewrite !totalD !total_scales nothing_is_left_along_x // nothing_is_left_on_average // !mulr0 !addr0.
Qed.

(** The sums that a step needs, of a line that differs from the best one. *)
Lemma errors_along_x slope intercept : distinct N x ->
  sum (fun n => (line x slope intercept n - y n) * x n) = (slope - a) * sum (fun n => x n * x n) + (intercept - b) * sum x.
Proof.
move=> d; transitivity (sum (fun n => (slope - a) * (x n * x n) + (intercept - b) * x n + - 1 * (rest n * x n))).
  by apply: eq_total => n; rewrite /line; by_field K.
by rewrite !totalD !total_scales nothing_is_left_along_x // mulr0 addr0.
Qed.

Lemma errors_on_average slope intercept : distinct N x ->
  sum (fun n => line x slope intercept n - y n) = (slope - a) * sum x + (intercept - b) * N%:R.
Proof.
move=> d; have n0 := some_observations d; transitivity (sum (fun n => (slope - a) * x n + - 1 * rest n + (intercept - b))).
  by apply: eq_total => n; rewrite /line; by_field K.
by rewrite sum_of_combination nothing_is_left_on_average // mulr0 addr0.
Qed.

Theorem step_slope_rests rate : distinct N x ->
  step_slope N x y (least_squares_slope N x y) (least_squares_intercept N x y) rate = least_squares_slope N x y.
Proof. by move=> d; rewrite /step_slope errors_along_x // !subrr !mul0r addr0 mulr0 mul0r subr0. Qed.

Theorem step_intercept_rests rate : distinct N x ->
  step_intercept N x y (least_squares_slope N x y) (least_squares_intercept N x y) rate = least_squares_intercept N x y.
Proof. by move=> d; rewrite /step_intercept errors_on_average // !subrr !mul0r addr0 mulr0 mul0r subr0. Qed.

(** With [p] and [q] the means of [x^2] and of [x], and a rate [r] with [r (p + 1) <= 1]. *)
Lemma step_of_two_by_two (p q r u v : F) : 0 <= r -> r * (p + 1) <= 1 -> q ^+ 2 <= p ->
  (u - 2%:R * r * (p * u + q * v)) ^+ 2 + (v - 2%:R * r * (q * u + v)) ^+ 2 <= u ^+ 2 + v ^+ 2.
Proof.
move=> r0 r1 pq; pose bowl := (p - q ^+ 2) * u ^+ 2 + (q * u + v) ^+ 2.
have bowl0 : 0 <= bowl by rewrite addr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 ?subr_ge0.
have e : u ^+ 2 + v ^+ 2 - ((u - 2%:R * r * (p * u + q * v)) ^+ 2 + (v - 2%:R * r * (q * u + v)) ^+ 2)
       = 4%:R * (r * bowl * (1 - r * (p + 1)) + r ^+ 2 * (p - q ^+ 2) * (u ^+ 2 + v ^+ 2)) by rewrite /bowl; by_field K.
rewrite -subr_ge0 e mulr_ge0 ?ler0n // addr_ge0 //; first by rewrite mulr_ge0 ?mulr_ge0 ?subr_ge0.
by apply: mulr_ge0; [apply: mulr_ge0|apply: addr_ge0]; rewrite ?sqr_ge0 ?subr_ge0.
Qed.

Theorem steps_come_closer slope intercept rate : distinct N x -> 0 <= rate -> rate <= 1 ->
  distance_squared_of_lines (step_slope N x y slope intercept (cautious rate N x)) (least_squares_slope N x y)
                   (step_intercept N x y slope intercept (cautious rate N x)) (least_squares_intercept N x y)
  <= distance_squared_of_lines slope (least_squares_slope N x y) intercept (least_squares_intercept N x y).
Proof.
move=> d rate0 rate1; have n0 := some_observations d; have npos : 0 < (N%:R : F) by rewrite lt0r n0 ler0n.
pose p := dot_product N x x / N%:R; pose q := sum x / N%:R; pose r := cautious rate N x.
have pq : q ^+ 2 <= p.
  rewrite -subr_ge0; have := ltW (squares_exceed_square_of_sum d).
  have -> : sum (fun n => x n ^+ 2) = dot_product N x x by [].
  have -> : dot_product N x x - sum x ^+ 2 / N%:R = (p - q ^+ 2) * N%:R by rewrite /p /q; by_field K.
  by rewrite pmulr_lge0.
have p1 : 0 < p + 1 by rewrite ltr_spaddr ?ltr01 // (le_trans (sqr_ge0 q)).
have r0 : 0 <= r by rewrite divr_ge0 // ltW.
have r1 : r * (p + 1) <= 1 by rewrite divfK // gt_eqF.
have := step_of_two_by_two (slope - a) (intercept - b) r0 r1 pq; rewrite /distance_squared_of_lines -!expr2.
suff [-> ->] : step_slope N x y slope intercept r - a = slope - a - 2%:R * r * (p * (slope - a) + q * (intercept - b))
  /\ step_intercept N x y slope intercept r - b = intercept - b - 2%:R * r * (q * (slope - a) + (intercept - b)) by [].
by rewrite /step_slope /step_intercept errors_along_x // errors_on_average // /p /q /dot_product; split; by_field K.
Qed.
End Best.
