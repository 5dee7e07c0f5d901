(** What small kernels make of polynomials and of smooth images, as it is printed from Python.

Idea: by the binomial theorem a kernel makes of x^p y^q a polynomial whose coefficients are its moments, and Taylor's theorem says the same of a smooth image.
The taps are whole numbers, or these divided by one whole number, so the moments are computed in the whole numbers.

Definitions: [moment], of a table of whole numbers; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedKernels.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Definition moment (f : Z -> Z -> Z) (p q : nat) : Z :=
  sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => (a ^+ p * b ^+ q * f (a + 1)%Z (b + 1)%Z)))%R.

Lemma tap_in a : a \in [:: -1; 0; 1]%Z -> between ((- 1) * 1)%Z (1 + 1)%Z a.
Proof. by rewrite !inE => /or3P[] /eqP ->. Qed.

Section Kernels.
Variables (R : numFieldType) (K : Z -> Z -> R) (f : Z -> Z -> Z) (s : Z).
Hypothesis taps : forall a b, K a b = number (f a b) / number s.

(** ** Polynomials *)

Lemma seenE q p y x : words_seen_monomial R 1 1 q p K y x =
  sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => number (f (a + 1)%Z (b + 1)%Z) * (y + number a) ^+ Z.to_nat q * (x + number b) ^+ Z.to_nat p))
  / number s.
Proof.
rewrite /words_seen_monomial -[from _ _]/[:: -1; 0; 1]%Z -sumbMl; apply: eq_sumb => a a_in; rewrite -sumbMl; apply: eq_sumb => b b_in.
by rewrite guard_in ?tap_in // taps [_ + y]addrC [_ + x]addrC -!mulrA; congr (_ * _); rewrite mulrC -!mulrA.
Qed.
Lemma binomials (q p : nat) (y x : R) :
  sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => number (f (a + 1)%Z (b + 1)%Z) * (y + number a) ^+ q * (x + number b) ^+ p)) =
  \sum_(i < q.+1) \sum_(j < p.+1) number (moment f i j) * (y ^+ (q - i) *+ 'C(q, i)) * (x ^+ (p - j) *+ 'C(p, j)).
Proof.
transitivity (sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => \sum_(i < q.+1) \sum_(j < p.+1)
  number (a ^+ i * b ^+ j * f (a + 1)%Z (b + 1)%Z) * (y ^+ (q - i) *+ 'C(q, i)) * (x ^+ (p - j) *+ 'C(p, j))))).
  apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite !exprDn -mulrA big_distrlr /= mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
  rewrite !numberM !numberX -!mulrnAl; set u := y ^+ _ *+ _; set v := x ^+ _ *+ _.
  by rewrite mulrACA [number (f _ _) * _]mulrC -[RHS]mulrA [RHS]mulrC -!mulrA.
rewrite sumbE; under eq_bigr do rewrite sumbE exchange_big; rewrite exchange_big; apply: eq_bigr => i _ /=.
under eq_bigr do rewrite exchange_big; rewrite exchange_big; apply: eq_bigr => j _ /=.
rewrite /moment number_sumb sumbE !mulr_suml; apply: eq_bigr => a _.
by rewrite number_sumb sumbE !mulr_suml.
Qed.

(** If one moment alone is not 0. *)
Lemma seen_one (q p : Z) (i0 j0 : nat) y x :
  all (fun i => all (fun j => ((i == i0) && (j == j0)) || (moment f i j =? 0)%Z) (iota 0 (Z.to_nat p).+1)) (iota 0 (Z.to_nat q).+1) ->
  (i0 <= Z.to_nat q)%N -> (j0 <= Z.to_nat p)%N ->
  words_seen_monomial R 1 1 q p K y x =
  number (moment f i0 j0) * (y ^+ (Z.to_nat q - i0) *+ 'C(Z.to_nat q, i0)) * (x ^+ (Z.to_nat p - j0) *+ 'C(Z.to_nat p, j0)) / number s.
Proof.
move=> alone i_q j_p; rewrite seenE binomials; congr (_ / _).
have zero (i : 'I_(Z.to_nat q).+1) (j : 'I_(Z.to_nat p).+1) : ~~ ((i == i0 :> nat) && (j == j0 :> nat)) -> moment f i j = 0%Z.
  move=> other; have /allP/(_ i) := alone; rewrite mem_iota add0n ltn_ord => /(_ isT)/allP/(_ j); rewrite mem_iota add0n ltn_ord => /(_ isT).
  by rewrite (negbTE other) => /Z.eqb_eq.
pose I : 'I_(Z.to_nat q).+1 := Ordinal (i_q : (i0 < (Z.to_nat q).+1)%N); pose J : 'I_(Z.to_nat p).+1 := Ordinal (j_p : (j0 < (Z.to_nat p).+1)%N).
rewrite (bigD1 I) //= [X in _ + X]big1; last first.
  by move=> i other; apply: big1 => j _; rewrite zero ?mul0r // (_ : (i == i0 :> nat) = false) //; apply: contraNF other.
rewrite addr0 (bigD1 J) //= [X in _ + X]big1 ?addr0 // => j other.
by rewrite (zero I) ?mul0r //= eqxx.
Qed.

(** At whole numbers. *)
Lemma seen_at (q p y x : Z) : words_seen_monomial R 1 1 q p K (number y) (number x) = number
  (sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => f (a + 1)%Z (b + 1)%Z * (y + a) ^+ Z.to_nat q * (x + b) ^+ Z.to_nat p))) / number s.
Proof.
rewrite seenE number_sumb; congr (_ / _); apply: eq_sumb => a _; rewrite number_sumb; apply: eq_sumb => b _.
by rewrite !numberM !numberX !numberD.
Qed.

(** ** Smooth images *)

Definition factorials (p q : Z) : Z := (Z.of_nat (factorial (Z.to_nat p)) * Z.of_nat (factorial (Z.to_nat q)))%Z.
Lemma weight_neq0 p q : factorials p q <> 0%Z.
Proof. by rewrite /factorials; have := fact_gt0 (Z.to_nat p); have := fact_gt0 (Z.to_nat q); lia. Qed.
Definition share (p q : Z) : R := number (moment f (Z.to_nat p) (Z.to_nat q)) / number s / number (factorials p q).

Lemma termE n d : words_term_of_order R 1 1 n K d = sumb (zrange (n + 1)) (fun p => share p (n - p)%Z * d p (n - p)%Z).
Proof.
apply: eq_sumb => p; rewrite mem_zrange => p_in; rewrite (@sumb_one _ _ _ _ (n - p)%Z) ?uniq_zrange //; last first.
  by move=> q _ /eqP q_other; case: Z.eqb_spec => // e; case: q_other; lia.
have q_in : between 0 (n + 1) (n - p)%Z by ranges.
rewrite mem_zrange q_in ifT; last by lia.
rewrite guard_in ?p_in ?q_in // -/(factorials p (n - p)) [d _ _ * _]mulrC mulrAC; congr (_ / _ * _).
rewrite -[from _ _]/[:: -1; 0; 1]%Z /moment number_sumb -sumbMl; apply: eq_sumb => a a_in; rewrite number_sumb -sumbMl; apply: eq_sumb => b b_in.
by rewrite !tap_in //= taps !numberM !numberX !mulrA.
Qed.

Hypothesis s_neq0 : s <> 0%Z.
Lemma share_is (v : R) (c u p q : Z) : v * number u = number c -> u <> 0%Z ->
  (moment f (Z.to_nat p) (Z.to_nat q) * u = c * (s * factorials p q))%Z -> v = share p q.
Proof.
move=> e u0 E; rewrite /share -mulrA -invfM -numberM -(mulfK (number_neq0 R u0) v) e; apply/eqP.
rewrite eqr_div ?number_neq0 -?numberM //; first by apply/eqP; congr number; lia.
by have := @weight_neq0 p q; have := s_neq0; lia.
Qed.
Lemma other_number (z w : Z) : (z <> w * s)%Z -> number z / number s <> number w :> R.
Proof.
move=> zw /(congr1 (fun v => v * number s)); rewrite divfK ?number_neq0 // -numberM => /eqP; rewrite -subr_eq0 -numberN -numberD.
by apply/negP/number_neq0; lia.
Qed.
Lemma not_always (q p w : Z) (target : R -> R -> R) : target (number 1) (number 1) = number w ->
  (sumb [:: -1; 0; 1]%Z (fun a => sumb [:: -1; 0; 1]%Z (fun b => f (a + 1)%Z (b + 1)%Z * (1 + a) ^+ Z.to_nat q * (1 + b) ^+ Z.to_nat p))%R <> w * s)%Z ->
  ~ (forall x y, words_seen_monomial R 1 1 q p K y x = target x y).
Proof. by move=> e other /(_ (number 1) (number 1)); rewrite seen_at e; apply: other_number. Qed.
Lemma share_neq0 p q : moment f (Z.to_nat p) (Z.to_nat q) <> 0%Z -> share p q != 0.
Proof. by move=> m; rewrite /share !mulf_neq0 ?invr_eq0 ?number_neq0 //; apply: weight_neq0. Qed.
Lemma some_term n p : between 0 (n + 1) p -> moment f (Z.to_nat p) (Z.to_nat (n - p)) <> 0%Z -> ~ (forall d, words_term_of_order R 1 1 n K d = 0).
Proof.
move=> p_in m /(_ (fun a _ => if (a =? p)%Z then 1 else 0)); rewrite termE (@sumb_one _ _ _ _ p) ?uniq_zrange //; last first.
  by move=> a _ /eqP other; case: Z.eqb_spec => // _; rewrite mulr0.
by rewrite mem_zrange p_in Z.eqb_refl mulr1; apply/eqP; exact: share_neq0.
Qed.
Lemma leading (value : R) (first after : Z) (factor : Z -> Z -> R) (p p' : Z) :
  value = number (moment f 0 0) / number s ->
  (0 < first < after)%Z ->
  all (fun n => (n =? 0)%Z || (n =? first)%Z || all (fun p => (moment f (Z.to_nat p) (Z.to_nat (n - p)) =? 0)%Z) (zrange (n + 1))) (zrange after) ->
  {in zrange (first + 1), forall p, factor p (first - p)%Z = share p (first - p)%Z} ->
  between 0 (first + 1) p -> moment f (Z.to_nat p) (Z.to_nat (first - p)) <> 0%Z ->
  between 0 (after + 1) p' -> moment f (Z.to_nat p') (Z.to_nat (after - p')) <> 0%Z ->
  leads R (fun n d => words_term_of_order R 1 1 n K d) value first after factor.
Proof.
move=> e_value order quiet shares p_in p_some p'_in p'_some; split.
  by move=> d; rewrite termE sumb_single /share /factorials e_value number1 divr1.
split=> //; split; last by split; [apply: some_term p_in p_some | apply: some_term p'_in p'_some].
move=> n d n_in; rewrite termE; case: Z.eqb_spec => [->|other]; first by apply: eq_sumb => a a_in; rewrite shares.
apply: sumb0 => a a_in; have /allP/(_ n) := quiet; rewrite mem_zrange; have -> : between 0 after n by ranges.
move=> /(_ isT); have -> : (n =? 0)%Z = false by lia.
have -> : (n =? first)%Z = false by lia.
by move=> /allP/(_ a a_in)/Z.eqb_eq; rewrite /share => ->; rewrite !mul0r.
Qed.
End Kernels.

(** ** The five kernels *)

Definition laplacian_taps (a b : Z) : Z := if ((a =? 1) && (b =? 1))%Z then 8%Z else (- 1)%Z.
Definition sharpen_taps (a b : Z) : Z :=
  if ((a =? 1) && (b =? 1))%Z then 5%Z else if (Z.max (a - 1) (- (a - 1)) + Z.max (b - 1) (- (b - 1)) =? 1)%Z then (- 1)%Z else 0%Z.
Definition gaussian_taps (a b : Z) : Z := (binomial 2 a * binomial 2 b)%Z.
Definition sobel_x_taps (a b : Z) : Z := ((b - 1) * binomial 2 a)%Z.
Definition sobel_y_taps (a b : Z) : Z := ((a - 1) * binomial 2 b)%Z.
Section Taps.
Variable R : numFieldType.
Implicit Types a b : Z.
Lemma laplacianE a b : kernels_laplacian R a b = number (laplacian_taps a b) / number 1. Proof. by rewrite number1 divr1. Qed.
Lemma sharpenE a b : kernels_sharpen R a b = number (sharpen_taps a b) / number 1. Proof. by rewrite number1 divr1. Qed.
Lemma gaussianE a b : kernels_gaussian R a b = number (gaussian_taps a b) / number 16. Proof. by []. Qed.
Lemma sobel_xE a b : kernels_sobel_x R a b = number (sobel_x_taps a b) / number 1. Proof. by rewrite number1 divr1. Qed.
Lemma sobel_yE a b : kernels_sobel_y R a b = number (sobel_y_taps a b) / number 1. Proof. by rewrite number1 divr1. Qed.
End Taps.
Definition half_turn (f : Z -> Z -> Z) (a b : Z) : Z := f (2 - a)%Z (2 - b)%Z.

(** What a kernel makes of a monomial. *)
Ltac by_numbers := by vm_compute.
Ltac to_zero taps q p := let x := fresh "x" in let y := fresh "y" in move=> x y;
  by rewrite (seen_one taps (q := q) (p := p) (i0 := Z.to_nat q) (j0 := Z.to_nat p)) // (_ : moment _ _ _ = 0%Z) // !mul0r.
Lemma kept (R : numFieldType) (s : Z) (u v : R) : s <> 0%Z -> number s * u * v / number s = 1 * v * u.
Proof. by move=> s0; rewrite -[_ * u * v]mulrA mulrAC divff ?number_neq0 // !mul1r mulrC. Qed.
Ltac stays taps s := let x := fresh "x" in let y := fresh "y" in move=> x y;
  rewrite (seen_one taps (i0 := 0%N) (j0 := 0%N)) // (_ : moment _ _ _ = s) // !bin0 !mulr1n; exact: kept.
Lemma one_neq0 : 1%Z <> 0%Z. Proof. by []. Qed.
Lemma sixteen_neq0 : 16%Z <> 0%Z. Proof. by []. Qed.
Ltac changes taps some w := apply: (not_always taps some (w := w)); first (by rewrite ?(number1, expr1n, mulr1)); by_numbers.
Ltac next t := split; [t |].

Theorem laplacian_of_a_parabola : kernels_laplacian_of_a_parabola.
Proof.
hnf=> R x y; rewrite (seen_one (@laplacianE R) (i0 := 0) (j0 := 2)) //; rewrite (_ : moment _ _ _ = -6)%Z //.
by rewrite number1 divr1 !expr0 !mulr1.
Qed.
Theorem laplacian_annihilates_planes : kernels_laplacian_annihilates_planes.
Proof.
hnf=> R; next ltac:(to_zero (@laplacianE R) 0%Z 0%Z); next ltac:(to_zero (@laplacianE R) 0%Z 1%Z); next ltac:(to_zero (@laplacianE R) 1%Z 0%Z).
next ltac:(changes (@laplacianE R) one_neq0 0%Z); next ltac:(to_zero (@laplacianE R) 1%Z 1%Z).
by do 4 next ltac:(changes (@laplacianE R) one_neq0 0%Z); changes (@laplacianE R) one_neq0 0%Z.
Qed.
Theorem sobel_x_sees_no_change_along_y : kernels_sobel_x_sees_no_change_along_y.
Proof.
hnf=> R; next ltac:(to_zero (@sobel_xE R) 0%Z 0%Z); next ltac:(changes (@sobel_xE R) one_neq0 0%Z); next ltac:(to_zero (@sobel_xE R) 1%Z 0%Z).
do 2 next ltac:(changes (@sobel_xE R) one_neq0 0%Z); next ltac:(to_zero (@sobel_xE R) 2%Z 0%Z).
by do 3 next ltac:(changes (@sobel_xE R) one_neq0 0%Z); to_zero (@sobel_xE R) 3%Z 0%Z.
Qed.
Theorem sobel_y_sees_no_change_along_x : kernels_sobel_y_sees_no_change_along_x.
Proof.
hnf=> R; next ltac:(to_zero (@sobel_yE R) 0%Z 0%Z); next ltac:(to_zero (@sobel_yE R) 0%Z 1%Z); next ltac:(changes (@sobel_yE R) one_neq0 0%Z).
next ltac:(to_zero (@sobel_yE R) 0%Z 2%Z); do 2 next ltac:(changes (@sobel_yE R) one_neq0 0%Z); next ltac:(to_zero (@sobel_yE R) 0%Z 3%Z).
by do 2 next ltac:(changes (@sobel_yE R) one_neq0 0%Z); changes (@sobel_yE R) one_neq0 0%Z.
Qed.
Theorem gaussian_gaussian_preserves_planes : kernels_gaussian_gaussian_preserves_planes.
Proof.
hnf=> R; do 3 next ltac:(stays (@gaussianE R) 16%Z); next ltac:(changes (@gaussianE R) sixteen_neq0 1%Z); next ltac:(stays (@gaussianE R) 16%Z).
by do 4 next ltac:(changes (@gaussianE R) sixteen_neq0 1%Z); changes (@gaussianE R) sixteen_neq0 1%Z.
Qed.
Theorem sharpen_sharpen_preserves_planes : kernels_sharpen_sharpen_preserves_planes.
Proof.
hnf=> R; do 3 next ltac:(stays (@sharpenE R) 1%Z); next ltac:(changes (@sharpenE R) one_neq0 1%Z); next ltac:(stays (@sharpenE R) 1%Z).
by do 4 next ltac:(changes (@sharpenE R) one_neq0 1%Z); changes (@sharpenE R) one_neq0 1%Z.
Qed.

(** Leading terms: the numbers of the second moments, and of the first ones. *)
Lemma below_two (P : Z -> Prop) : P 0%Z -> P 1%Z -> {in zrange (1 + 1), forall p, P p}.
Proof. by move=> ? ? p; rewrite -[zrange _]/[:: 0; 1]%Z !inE => /orP[] /eqP ->. Qed.
Lemma up_to_two (P : Z -> Prop) : P 0%Z -> P 1%Z -> P 2%Z -> {in zrange (2 + 1), forall p, P p}.
Proof. by move=> ? ? ? p; rewrite -[zrange _]/[:: 0; 1; 2]%Z !inE => /or3P[] /eqP ->. Qed.
Ltac share c u := first [apply: (share_is one_neq0 (c := c) (u := u)) | apply: (share_is sixteen_neq0 (c := c) (u := u))];
  [by rewrite ?mulr1 ?mul0r ?divfK ?pnatr_eq0 | by [] | by_numbers].

Theorem laplacian_is_three_laplacians : kernels_laplacian_is_three_laplacians.
Proof.
hnf=> R; apply: (leading (@laplacianE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: up_to_two; [share (- 3)%Z 1%Z | share 0%Z 1%Z | share (- 3)%Z 1%Z].
Qed.
Theorem gaussian_blurs_by_the_heat_equation : kernels_gaussian_blurs_by_the_heat_equation.
Proof.
hnf=> R; apply: (leading (@gaussianE R) sixteen_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite (_ : moment _ _ _ = 16%Z) ?divff ?number_neq0 | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: up_to_two; [share 1%Z 4%Z | share 0%Z 1%Z | share 1%Z 4%Z].
Qed.
Theorem sharpen_subtracts_the_laplacian : kernels_sharpen_subtracts_the_laplacian.
Proof.
hnf=> R; apply: (leading (@sharpenE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite (_ : moment _ _ _ = 1%Z) ?divff ?number_neq0 | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: up_to_two; [share (- 1)%Z 1%Z | share 0%Z 1%Z | share (- 1)%Z 1%Z].
Qed.
Theorem sobel_x_estimates_f_x : kernels_sobel_x_estimates_f_x.
Proof.
hnf=> R; apply: (leading (@sobel_xE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: below_two; [share 8%Z 1%Z | share 0%Z 1%Z].
Qed.
Theorem sobel_y_estimates_f_y : kernels_sobel_y_estimates_f_y.
Proof.
hnf=> R; apply: (leading (@sobel_yE R) one_neq0 (p := 1%Z) (p' := 3%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: below_two; [share 0%Z 1%Z | share 8%Z 1%Z].
Qed.
Lemma turned_laplacianE (R : numFieldType) a b : kernels_laplacian R (2 - a) (2 - b) = number (half_turn laplacian_taps a b) / number 1.
Proof. by rewrite number1 divr1. Qed.
Lemma turned_sobel_xE (R : numFieldType) a b : kernels_sobel_x R (2 - a) (2 - b) = number (half_turn sobel_x_taps a b) / number 1.
Proof. by rewrite number1 divr1. Qed.
Theorem laplacian_turning_is_harmless : kernels_laplacian_turning_is_harmless.
Proof.
hnf=> R; exists 0, 2%Z, 4%Z, (fun p q => if (p =? 1)%Z then 0 else number (- 3)); split.
  apply: (leading (@turned_laplacianE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
  by apply: up_to_two; [share (- 3)%Z 1%Z | share 0%Z 1%Z | share (- 3)%Z 1%Z].
apply: (leading (@laplacianE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: up_to_two; [share (- 3)%Z 1%Z | share 0%Z 1%Z | share (- 3)%Z 1%Z].
Qed.
Theorem sobel_x_true_convolution_changes_the_sign : kernels_sobel_x_true_convolution_changes_the_sign.
Proof.
hnf=> R; exists 0, 1%Z, 3%Z, (fun p q => if (p =? 0)%Z then number (- 8) else 0); split.
  apply: (leading (@turned_sobel_xE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
  by apply: below_two; [share (- 8)%Z 1%Z | share 0%Z 1%Z].
apply: (leading (@sobel_xE R) one_neq0 (p := 0%Z) (p' := 0%Z)); [by rewrite mul0r oppr0 | by [] | by_numbers | | by [] | by_numbers | by [] | by_numbers].
by apply: below_two; [apply: (share_is one_neq0 (c := 8%Z) (u := 1%Z)) | apply: (share_is one_neq0 (c := 0%Z) (u := 1%Z))];
  first [by rewrite ?mulr1 /= ?opprK ?oppr0 | by [] | by_numbers].
Qed.
