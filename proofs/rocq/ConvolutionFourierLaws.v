(** The laws of the discrete Fourier transform of real sequences.

Idea: the transform of a sequence of real numbers is two sums of real numbers, its real and its imaginary part; the theorem of addition of cosine and
sine, and that they repeat, is all there is to know of them.

Definitions: [angle], a fraction of a full turn; [dft], a pair of real numbers; [cadd] and [cmul], sums and products of complex numbers.
Results: the transform is additive, begins with the sum, turns convolution on the torus into a product, and a delay into angles.
Not proved here: the transform of complex sequences, and its inverse.
Axioms: those of Coq's real numbers, and the choice operator that MathComp asks of them. *)

From Coq Require Import ZArith Lia Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas RealField.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

Implicit Types (N k n j : Z) (f g : Z -> R).

Definition angle N j : R := Rdiv (Rmult (Rmult (IZR 2) PI) (IZR j)) (IZR N).
Definition dft N f k : R * R := (sumb (@box space1 N) (fun n => f n * cos (angle N (k * n)%ZZ)), - sumb (@box space1 N) (fun n => f n * sin (angle N (k * n)%ZZ))).
Definition cadd (a b : R * R) : R * R := (a.1 + b.1, a.2 + b.2).
Definition cmul (a b : R * R) : R * R := (a.1 * b.1 - a.2 * b.2, a.1 * b.2 + a.2 * b.1).

Theorem dft_adds N f g k : dft N (fun n => f n + g n) k = cadd (dft N f k) (dft N g k).
Proof. by rewrite /dft /cadd /= -opprD -!sumbD; congr (_, - _); apply: eq_sumb => n _; rewrite mulrDl. Qed.

Theorem dft_begins_with_the_sum N f : dft N f Z0 = (@total space1 _ N f, 0).
Proof.
have zero n : angle N (0 * n)%ZZ = R0 by rewrite /angle /Rdiv Z.mul_0_l Rmult_0_r Rmult_0_l.
congr (_, _); last by rewrite sumb0 ?oppr0 // => n _; rewrite zero sin_0 [LHS]Rmult_0_r.
by apply: eq_sumb => n _; rewrite zero cos_0 [LHS]Rmult_1_r.
Qed.

(** Cosine and sine repeat after a full turn, in both directions. *)
Lemma turns (x : R) (q : Z) : cos (Rplus x (Rmult (Rmult 2 (IZR q)) PI)) = cos x /\ sin (Rplus x (Rmult (Rmult 2 (IZR q)) PI)) = sin x.
Proof.
have up y (p : nat) : cos (Rplus y (Rmult (Rmult 2 (INR p)) PI)) = cos y /\ sin (Rplus y (Rmult (Rmult 2 (INR p)) PI)) = sin y.
  by split; [exact: cos_period | exact: sin_period].
have [q0|q0] := Z_lt_le_dec q 0.
  have [<- <-] := up (Rplus x (Rmult (Rmult 2 (IZR q)) PI)) (Z.to_nat (- q)).
  rewrite INR_IZR_INZ Z2Nat.id ?opp_IZR; last lia.
  by split; congr (_ _); ring.
by have := up x (Z.to_nat q); rewrite INR_IZR_INZ Z2Nat.id.
Qed.

Lemma angle_around N k j : (0 < N)%ZZ ->
  cos (angle N (k * (j mod N))%ZZ) = cos (angle N (k * j)%ZZ) /\ sin (angle N (k * (j mod N))%ZZ) = sin (angle N (k * j)%ZZ).
Proof.
move=> N0; have -> : angle N (k * j)%ZZ = Rplus (angle N (k * (j mod N))%ZZ) (Rmult (Rmult 2 (IZR (k * (j / N)))) PI).
  rewrite {1}(Z_div_mod_eq_full j N) /angle !(mult_IZR, plus_IZR).
  by field; apply: not_0_IZR; lia.
by have [-> ->] := turns (angle N (k * (j mod N))%ZZ) (k * (j / N))%ZZ.
Qed.

Lemma angleD N a b : angle N (a + b)%ZZ = Rplus (angle N a) (angle N b).
Proof. by rewrite /angle plus_IZR /Rdiv; ring. Qed.

(** Against a function that repeats, a convolution on the torus sends every pair of places to their sum. *)
Lemma circular_tested N f g (phi : Z -> R) : (forall j, phi (j mod N)%ZZ = phi j) ->
  sumb (@box space1 N) (fun n => @circular space1 _ N f g n * phi n) =
  sumb (@box space1 N) (fun m => sumb (@box space1 N) (fun j => f m * g j * phi (m + j)%ZZ)).
Proof.
move=> repeats; rewrite (eq_sumb (F' := fun n : space1 => sumb (@box space1 N) (fun m : space1 => f m * @cut space1 _ N g (around (N : space1) (n - m)) * phi n))); last first.
  by move=> n _; rewrite -sumbMl; apply: eq_sumb => m; rewrite mem_box => m_in; rewrite (cut_in (G := space1) f m_in).
rewrite [LHS]exchange_sumb; apply: eq_sumb => m; rewrite mem_box => m_in.
apply: (@sum_bij _ space1 space1 _ _ _ _ (fun n : space1 => around (N : space1) (n - m)) (fun j : space1 => around (N : space1) (j + m))); rewrite ?uniq_box // => j; rewrite !mem_box => j_in _.
  split; [exact: around_inside j_in | by rewrite aroundD subrK around_small | ].
  rewrite (cut_in (G := space1) g (around_inside _ j_in)); congr (_ * _).
  by rewrite -repeats -[in RHS]repeats; congr phi; rewrite /around /per_axis /= /GRing.add /GRing.opp /= Zplus_mod_idemp_r; congr (_ mod _)%ZZ; lia.
split; [exact: around_inside j_in | by rewrite aroundD addrK around_small | ].
rewrite aroundD addrK (around_small j_in) (cut_in (G := space1) g j_in); congr (_ * _).
by rewrite /around /per_axis /= repeats; congr phi; rewrite /GRing.add /=; lia.
Qed.

Theorem dft_turns_convolution_into_product N f g k : (0 < N)%ZZ ->
  dft N (@circular space1 _ N f g) k = cmul (dft N f k) (dft N g k).
Proof.
move=> N0; rewrite /dft /cmul /=.
rewrite (@circular_tested N f g (fun n => cos (angle N (k * n)%ZZ))); last by move=> j; case: (angle_around k j N0).
rewrite (@circular_tested N f g (fun n => sin (angle N (k * n)%ZZ))); last by move=> j; case: (angle_around k j N0).
have split_sum (F G : Z -> R) : sumb (@box space1 N) F * sumb (@box space1 N) G = sumb (@box space1 N) (fun m => sumb (@box space1 N) (fun j => F m * G j)).
  by rewrite -sumbMl; apply: eq_sumb => m _; rewrite sumbM.
have less (F G : Z -> R) : sumb (@box space1 N) F - sumb (@box space1 N) G = sumb (@box space1 N) (fun m => F m - G m).
  by rewrite -mulN1r -sumbM -sumbD; apply: eq_sumb => m _; rewrite mulN1r.
congr (_, _).
  rewrite mulrNN !split_sum less; apply: eq_sumb => m _; rewrite less; apply: eq_sumb => j _.
  by rewrite Z.mul_add_distr_l angleD cos_plus /GRing.mul /GRing.add /GRing.opp /=; ring.
rewrite mulrN mulNr -opprD !split_sum -sumbD; congr (- _); apply: eq_sumb => m _; rewrite -sumbD; apply: eq_sumb => j _.
by rewrite Z.mul_add_distr_l angleD sin_plus /GRing.mul /GRing.add /GRing.opp /=; ring.
Qed.

(** A step around the torus turns each entry by an angle; with four places by right angles. *)
Lemma dft_of_rolled N f k : (0 < N)%ZZ ->
  dft N (@rolled space1 _ N f) k = cmul (dft N f k) (cos (angle N k), - sin (angle N k)).
Proof.
move=> N0; have translated (phi : Z -> R) : (forall j, phi (j mod N)%ZZ = phi j) ->
    sumb (@box space1 N) (fun n => @rolled space1 _ N f n * phi n) = sumb (@box space1 N) (fun j => f j * phi (j + 1)%ZZ).
  move=> repeats; apply: (@sum_bij _ space1 space1 _ _ _ _ (fun n : space1 => around (N : space1) (n - 1)) (fun j : space1 => around (N : space1) (j + 1))); rewrite ?uniq_box // => j; rewrite !mem_box => j_in _.
    split; [exact: around_inside j_in | by rewrite aroundD subrK around_small | ].
    rewrite /rolled (cut_in (G := space1) f (around_inside _ j_in)); congr (_ * _).
    by rewrite -repeats /around /per_axis /= /GRing.add /GRing.opp /GRing.one /= Zplus_mod_idemp_l repeats; congr phi; lia.
  split; [exact: around_inside j_in | by rewrite aroundD addrK around_small | ].
  rewrite /rolled aroundD addrK (around_small j_in) (cut_in (G := space1) f j_in); congr (_ * _).
  by rewrite /around /per_axis /= repeats.
have next j : angle N (k * (j + 1))%ZZ = Rplus (angle N (k * j)%ZZ) (angle N k) by rewrite -angleD; congr (angle N _); lia.
rewrite /dft /cmul /= (translated (fun n => cos (angle N (k * n)%ZZ))); last by move=> j; case: (angle_around k j N0).
rewrite (translated (fun n => sin (angle N (k * n)%ZZ))); last by move=> j; case: (angle_around k j N0).
congr (_, _).
  rewrite mulrNN -!sumbMl -mulN1r -sumbM -sumbD; apply: eq_sumb => j _.
  by rewrite next cos_plus /GRing.mul /GRing.add /GRing.opp /GRing.one /=; ring.
rewrite mulrN mulNr -opprD -!sumbMl -sumbD; congr (- _); apply: eq_sumb => j _.
by rewrite next sin_plus /GRing.mul /GRing.add /GRing.opp /=; ring.
Qed.

(** The k-th entry, turned clockwise by k right angles. *)
Definition quarter_turns (k : Z) (a : R * R) : R * R := match k with Z0 => a | 1%ZZ => (a.2, - a.1) | 2%ZZ => (- a.1, - a.2) | _ => (- a.2, a.1) end.

Theorem dft_turns_delay_into_phase f k : (0 <= k < 4)%ZZ -> dft 4 (@rolled space1 _ (4%ZZ : Z) f) k = quarter_turns k (dft 4 f k).
Proof.
move=> k_in; rewrite dft_of_rolled //; have quarter : angle 4 k = Rmult (IZR k) (Rdiv PI (IZR 2)) by rewrite /angle; field.
have : (k = 0 \/ k = 1 \/ k = 2 \/ k = 3)%ZZ by lia.
rewrite quarter => -[|[|[|]]] ->; case: (dft _ _ _) => a b; rewrite /cmul /quarter_turns /=.
- by rewrite Rmult_0_l cos_0 sin_0; congr (_, _); rewrite /GRing.mul /GRing.add /GRing.opp /=; ring.
- rewrite Rmult_1_l cos_PI2 sin_PI2; congr (_, _); rewrite /GRing.mul /GRing.add /GRing.opp /=; ring.
- have -> : Rmult (IZR 2) (Rdiv PI (IZR 2)) = PI by field.
  by rewrite cos_PI sin_PI; congr (_, _); rewrite /GRing.mul /GRing.add /GRing.opp /=; ring.
by rewrite cos_3PI2 sin_3PI2; congr (_, _); rewrite /GRing.mul /GRing.add /GRing.opp /=; ring.
Qed.
