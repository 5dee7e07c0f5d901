(** Pinsker's inequality: distributions whose divergence is small are close to each other.

Idea: the square of each difference is at most a product of which the first factor sums to 2 and the second to the divergence, so the square of the
sum of differences is at most the product of both sums (Cauchy and Schwarz).

Definitions: those of [InformationFormulas] and [InformationTheorems].
Results: Pinsker's inequality; that a mutual information is small only close to independence, and one given a third variable only close to
independence given it.
Not proved here: that the constant is the best one, which in bits it is not.
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From CNN Require Import RealField RealLink MutualInformation FieldTactic LogarithmBound InformationFormulas InformationTheorems.
From CNN Require Import InformationDivergenceTheorems InformationMutualTheorems InformationInequalityTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.
#[local] Arguments Rpower.ln : clear scopes.

Section CauchySchwarz.
Variable F : realFieldType.
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).

Lemma cauchy_schwarz_of_two (a A u U w W : F) : 0 <= a -> 0 <= A -> 0 <= u -> 0 <= U -> 0 <= w -> 0 <= W ->
  a ^+ 2 <= u * w -> A ^+ 2 <= U * W -> (a + A) ^+ 2 <= (u + U) * (w + W).
Proof.
move=> a0 A0 u0 U0 w0 W0 le1 le2.
have cross : 2%:R * (a * A) <= u * W + U * w.
  rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?addr_ge0 ?mulr_ge0 ?ler0n //.
  have le : a ^+ 2 * A ^+ 2 <= u * w * (U * W) by rewrite ler_pmul ?sqr_ge0.
  rewrite -subr_ge0; have -> : (u * W + U * w) ^+ 2 - (2%:R * (a * A)) ^+ 2
    = (u * W - U * w) ^+ 2 + 4%:R * (u * w * (U * W) - a ^+ 2 * A ^+ 2) by by_field K.
  by rewrite addr_ge0 ?sqr_ge0 // mulr_ge0 ?ler0n // subr_ge0.
rewrite -subr_ge0; have -> : (u + U) * (w + W) - (a + A) ^+ 2
  = (u * w - a ^+ 2) + (U * W - A ^+ 2) + (u * W + U * w - 2%:R * (a * A)) by by_field K.
by apply: addr_ge0; [apply: addr_ge0|]; rewrite subr_ge0.
Qed.

Lemma cauchy_schwarz (T : eqType) (s : seq T) (a u w : T -> F) : {in s, forall t, 0 <= a t} -> {in s, forall t, 0 <= u t} ->
  {in s, forall t, 0 <= w t} -> {in s, forall t, a t ^+ 2 <= u t * w t} -> total_over s a ^+ 2 <= total_over s u * total_over s w.
Proof.
elim: s => [|t s IH] a0 u0 w0 le; first by rewrite expr2 mul0r.
have tail (P : T -> Prop) : {in t :: s, forall t, P t} -> {in s, forall t, P t} by move=> h v vs; apply: h; rewrite in_cons vs orbT.
apply: cauchy_schwarz_of_two; rewrite ?a0 ?u0 ?w0 ?le ?mem_head //; try by apply: total_is_nonnegative; apply: tail.
by apply: IH; apply: tail.
Qed.
End CauchySchwarz.

Lemma nats_are_at_most_bits (d : R) : 0 <= d * (Rpower.ln two)^-1 -> d <= d * (Rpower.ln two)^-1.
Proof.
rewrite pmulr_lge0 ?bit_is_positive // => d0; rewrite -{1}[d]mulr1 ler_wpmul2l //.
rewrite invf_ge1 ?ln2_is_positive //; have := R_ln_is_below_line (_ : 0 < two); rewrite ltr0n => /(_ isT).
by rewrite mulr2n addrK.
Qed.

Lemma pinsker (T : eqType) (s : seq T) (p q : T -> R) : {in s, forall t, 0 <= p t} -> {in s, forall t, 0 <= q t} ->
  {in s, forall t, q t = 0 -> p t = 0} -> total_over s p = 1 -> total_over s q = 1 ->
  distance_squared s p q / 2%:R <= total_over s (fun t => p t * log two (p t / q t)).
Proof.
move=> p0 q0 pq p1 q1; have two0 : 0 < two by rewrite ltr0n.
have three0 : 0 < (3%:R : R) by rewrite ltr0n.
pose u t := (2%:R * p t + 4%:R * q t) / 3%:R; pose w t := p t * Rpower.ln (p t / q t) - (p t - q t).
have bits : total_over s (fun t => p t * log two (p t / q t)) = total_over s (fun t => p t * Rpower.ln (p t / q t)) * (Rpower.ln two)^-1.
  by rewrite -total_scales_on_the_right; apply: eq_total => t; rewrite /log /in_base mulrA.
have D0 : 0 <= total_over s (fun t => p t * log two (p t / q t)) by apply: gibbs; rewrite ?p1 ?q1 ?lexx.
rewrite bits in D0 *; rewrite (le_trans _ (nats_are_at_most_bits D0)) // ler_pdivr_mulr //.
have u1 : total_over s u = 2%:R.
  rewrite total_scales_on_the_right totalD !total_scales p1 q1 !mulr1 -natrD.
  by apply: (mulIf (lt0r_neq0 three0)); rewrite divfK ?lt0r_neq0 // -natrM.
have w1 : total_over s w = total_over s (fun t => p t * Rpower.ln (p t / q t)).
  by rewrite totalD total_opposes totalD total_opposes p1 q1 subrr subr0.
rewrite -w1 mulrC -u1 /distance_squared -expr2; apply: cauchy_schwarz => t ts.
- exact: normr_ge0.
- by rewrite divr_ge0 ?ler0n // addr_ge0 ?mulr_ge0 ?ler0n ?p0 ?q0.
- rewrite subr_ge0; apply: (gibbs_inequality_of_a_term R_ln_of_product R_ln_is_below_line); [exact: p0|exact: q0|exact: pq].
rewrite real_normK ?num_real //; case: (zero_or_positive (q0 t ts)) => [qz|qp].
  by rewrite /u /w qz (pq t ts qz) subrr expr0n /= !mul0r subr0 mulr0.
rewrite mulrAC ler_pdivl_mulr // mulrC; apply/RleP; have := pinsker_term _ _ (elimT (RleP _ _) (p0 t ts)) (elimT (RltP _ _) qp).
rewrite /w -[p t / q t]/(Rmult (p t) (Rinvx (q t))) RinvxE.
set l := Rpower.ln _; rewrite expr2 /=.
change (Rle (3 * ((p t - q t) * ((p t - q t) * 1))) ((2 * p t + 4 * q t) * (p t * l - p t + q t)) ->
  Rle ((p t - q t) * (p t - q t) * (R1 + (R1 + R1))) ((p t * l - (p t - q t)) * ((R1 + R1) * p t + (R1 + (R1 + (R1 + R1))) * q t)))%R.
lra.
Qed.

Theorem D_bounds_the_distance (S : nat) (p q : nat -> R) : table (values S) p -> table (values S) q ->
  Rbar_le (Finite (distance_squared (values S) p q / 2)) (kl_divergence two (values S) p q).
Proof.
move=> tp tq; rewrite /kl_divergence; case: allP => [sup|_]; last by rewrite ifT // -[1]/(1%:R) ltr_nat.
have pq : {in values S, forall i, q i = 0 -> p i = 0}.
  by move=> i iS e; have := sup i iS; rewrite e eqxx orbF => /eqP.
have := pinsker (table_is_nonnegative tp) (table_is_nonnegative tq) pq (table_sums tp) (table_sums tq).
rewrite /= -[_ / 2%:R]/(Rmult _ (Rinvx (R1 + R1))) RinvxE => /RleP le.
have -> : divergence (log two) (values S) p q = total_over (values S) (fun t => p t * log two (p t / q t)) by apply: eq_total => i; rewrite plogE.
exact: le.
Qed.

Theorem I_is_zero_for_independence_only (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  distance_squared (couples (values X) (values Y)) (joined joint)
    (joined (independent (marginal (values Y) joint) (marginal (values X) (fun y x => joint x y)))) / 2%:R
  <= mutual_information two (values X) (values Y) joint.
Proof.
move=> tj; have j0 := table2_is_nonnegative tj; set r := joined (independent _ _).
have -> : mutual_information two (values X) (values Y) joint = total_over (couples (values X) (values Y)) (fun t => joined joint t * log two (joined joint t / r t)).
  by rewrite total_of_pairs; apply: eq_total => x; apply: eq_total => y; rewrite plogE.
apply: pinsker => [[x y]|[x y]|[x y]||]; rewrite ?mem_couples.
- by case/andP => xX yY; exact: j0.
- by case/andP => xX yY; rewrite mulr_ge0 ?(row0 j0) ?(col0 j0).
- case/andP => xX yY /eqP; rewrite mulf_eq0 => /orP[] /eqP e.
    exact: (row_is_0_where_joint_is j0 xX yY e).
  exact: (col_is_0_where_joint_is j0 xX yY e).
- exact: (table_sums tj).
rewrite total_of_pairs (eq_total (fun x => marginal (values Y) joint x)) => [|x]; first by rewrite table2_sums_to_1.
rewrite /r /joined /independent /= total_scales.
have -> : total_over (values Y) (marginal (values X) (fun y x => joint x y)) = 1; last by rewrite mulr1.
by rewrite /marginal total_swaps table2_sums_to_1.
Qed.

(** What the table would be if the first two variables were independent once the last is known: p(x, z) p(y | z). *)
Definition independent_given_last X Y (joint : nat -> nat -> nat -> R) x y z : R :=
  let kept := marginal (values Y) (fun t y => joint t.1 y t.2) (x, z) in
  if times kept (conditional (values Y) (fun z y => marginal (values X) (fun t x => joint x t.1 t.2) (y, z)) z y) is Some v then v else 0.

Theorem I_given_is_zero_for_conditional_independence_only (X Y Z : nat) (joint : nat -> nat -> nat -> R) :
  positive_table3 X Y Z joint ->
  distance_squared (couples (couples (values X) (values Y)) (values Z)) (fun t => joint t.1.1 t.1.2 t.2) (fun t => independent_given_last X Y joint t.1.1 t.1.2 t.2)
    / 2%:R
  <= conditional_mutual_information two (values X) (values Y) (values Z) joint.
Proof.
move=> pos; have tj := positive_is_a_table pos; have j0 := positive_is_positive pos.
have j1 x y z : x \in values X -> y \in values Y -> z \in values Z -> 0 < joint x y z.
  by move=> xX yY zZ; apply: (j0 (x, y, z)); rewrite !mem_couples xX yY.
pose last z := total_over (values X) (fun x => total_over (values Y) (fun y => joint x y z)).
pose xz x z := total_over (values Y) (fun y => joint x y z); pose yz y z := total_over (values X) (fun x => joint x y z).
have xz0 x y z : x \in values X -> y \in values Y -> z \in values Z -> 0 < xz x z.
  by move=> xX yY zZ; apply: (@total_is_positive _ _ _ _ y) => // v vY; exact: j1.
have yz0 x y z : x \in values X -> y \in values Y -> z \in values Z -> 0 < yz y z.
  by move=> xX yY zZ; apply: (@total_is_positive _ _ _ _ x) => // v vX; exact: j1.
have last0 x y z : x \in values X -> y \in values Y -> z \in values Z -> 0 < last z.
  by move=> xX yY zZ; apply: (@total_is_positive _ _ _ _ x) => // v vX; exact: (xz0 v y).
have qE x y z : x \in values X -> y \in values Y -> z \in values Z -> independent_given_last X Y joint x y z = xz x z * (yz y z / last z).
  move=> xX yY zZ; rewrite /independent_given_last conditionalE.
  have -> : marginal (values Y) (fun z y => marginal (values X) (fun t x => joint x t.1 t.2) (y, z)) z = last z by rewrite /marginal /last total_swaps.
  by rewrite gt_eqF ?(last0 x y) //.
have -> : conditional_mutual_information two (values X) (values Y) (values Z) joint
  = total_over (couples (couples (values X) (values Y)) (values Z))
      (fun t => joint t.1.1 t.1.2 t.2 * log two (joint t.1.1 t.1.2 t.2 / independent_given_last X Y joint t.1.1 t.1.2 t.2)).
  rewrite !total_of_pairs; apply: eq_total_in => x xX; apply: eq_total_in => y yY; apply: eq_total_in => z zZ; rewrite plogE /= qE //.
  by congr (_ * log two _); rewrite mulrA invf_div mulrA [joint x y z * last z]mulrC.
have Y0 : O \in values Y.
  rewrite mem_iota /=; move: (table_sums tj); rewrite !total_of_pairs; case: (Y) => // /eqP.
  by rewrite total_of_zeros // eq_sym oner_eq0.
have sum1 : total_over (couples (couples (values X) (values Y)) (values Z)) (fun t => independent_given_last X Y joint t.1.1 t.1.2 t.2) = 1.
  rewrite -(table_sums tj) !total_of_pairs.
  transitivity (total_over (values X) (fun x => total_over (values Z) (fun z => xz x z))).
    apply: eq_total_in => x xX; rewrite total_swaps; apply: eq_total_in => z zZ.
    rewrite (eq_total_in (g := fun y => xz x z * (yz y z / last z))) => [|y yY]; last exact: qE.
    rewrite total_scales total_scales_on_the_right.
    have -> : total_over (values Y) (yz^~ z) = last z by rewrite /last total_swaps.
    by rewrite divff ?mulr1 // gt_eqF // (last0 x O).
  by apply: eq_total => x; rewrite total_swaps.
apply: pinsker => [[[x y] z]|[[x y] z]|[[x y] z]||]; rewrite ?mem_couples; [| | |exact: (table_sums tj)|exact: sum1]; case/andP => /andP[xX yY] zZ /=.
- by rewrite ltW // j1.
- by rewrite qE // mulr_ge0 ?divr_ge0 // ltW // ?(xz0 x y) ?(yz0 x y) ?(last0 x y).
- by move/eqP; rewrite qE // gt_eqF // mulr_gt0 ?divr_gt0 ?(xz0 x y) ?(yz0 x y) ?(last0 x y).
Qed.
