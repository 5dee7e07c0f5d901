(** Entropy, divergence and mutual information: inequalities, in bits.

Idea: a logarithm lies below its tangent at 1, so that a divergence is not negative (Gibbs). Each inequality here says that some divergence is not
negative: that from a uniform distribution, from a mean of two, from independence, from independence once a third variable is known.

Definitions: those of [InformationFormulas] and [InformationTheorems].
Results: bounds of each, and data processing; the laws as they are printed are in [ProvedEntropy] and the files called likewise.
Not proved here: Pinsker's inequality; see [InformationPinskerTheorems].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From CNN Require Import RealField MutualInformation FieldTactic InformationFormulas InformationTheorems InformationDivergenceTheorems InformationMutualTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.


Section Gibbs.
Implicit Types (T : eqType) (p q : R).
Notation bit := ((Rpower.ln two)^-1).

Lemma bit_is_positive : 0 < bit. Proof. by rewrite invr_gt0 ln2_is_positive. Qed.

Lemma gibbs_term p q : 0 <= p -> 0 <= q -> (q = 0 -> p = 0) -> (p - q) * bit <= p * log two (p / q).
Proof.
move=> p0 q0 pq; rewrite /log /in_base mulrA ler_wpmul2r ?(ltW bit_is_positive) //.
exact: (gibbs_inequality_of_a_term R_ln_of_product R_ln_is_below_line).
Qed.

Lemma gibbs T (s : seq T) (p q : T -> R) : {in s, forall t, 0 <= p t} -> {in s, forall t, 0 <= q t} -> {in s, forall t, q t = 0 -> p t = 0} ->
  total_over s q <= total_over s p -> 0 <= total_over s (fun t => p t * log two (p t / q t)).
Proof.
move=> p0 q0 pq le; rewrite (le_trans (y := total_over s (fun t => (p t - q t) * bit))) //.
  by rewrite total_scales_on_the_right totalD total_opposes mulr_ge0 ?subr_ge0 ?(ltW bit_is_positive).
rewrite -subr_ge0 -total_opposes -totalD; apply: total_is_nonnegative => t ts; rewrite subr_ge0.
by apply: gibbs_term; [apply: p0|apply: q0|apply: pq].
Qed.

(** A term where the quotient is at most 1. *)
Lemma term_is_not_positive p q : 0 <= p -> p <= q -> p * log two (p / q) <= 0.
Proof.
case/zero_or_positive => [->|p0 pq]; first by rewrite mul0r.
have q0 := lt_le_trans p0 pq; rewrite pmulr_rle0 // pmulr_lle0 ?bit_is_positive //.
rewrite (le_trans (R_ln_is_below_line (divr_gt0 p0 q0))) // subr_le0.
by rewrite ler_pdivr_mulr ?mul1r.
Qed.
End Gibbs.

Lemma table_is_at_most_1 (T : eqType) (s : seq T) (p : T -> R) t : table s p -> t \in s -> p t <= 1.
Proof. by move=> tp ts; rewrite -(table_sums tp); apply: (term_is_at_most_total ts); apply: table_is_nonnegative. Qed.

Theorem H_is_nonnegative (S : nat) (p : nat -> R) : table (values S) p -> 0 <= entropy two (values S) p.
Proof.
move=> tp; rewrite entropyE oppr_ge0 -oppr_ge0 -total_opposes; apply: total_is_nonnegative => i iS.
have := term_is_not_positive (table_is_nonnegative tp iS) (table_is_at_most_1 tp iS).
by rewrite divr1 oppr_ge0.
Qed.

Theorem H_is_largest_for_uniform (S : nat) (p : nat -> R) : table (values S) p ->
  entropy two (values S) p <= entropy two (values S) (uniform S p).
Proof.
move=> tp; have S0 := table_has_a_place tp; have n0 : 0 < (S%:R : R) by rewrite ltr0n.
have u0 i : 0 < uniform S p i by rewrite /uniform mulr0 add0r div1r invr_gt0.
have := D_from_uniform tp; rewrite divergence_is_finite => [[e]|i _]; last exact: u0.
rewrite -subr_ge0; have <- : divergence (log two) (values S) p (uniform S p) = entropy two (values S) (uniform S p) - entropy two (values S) p by [].
rewrite /divergence (eq_total (fun i => p i * log two (p i / uniform S p i))) => [|i]; last by rewrite plogE.
apply: gibbs => [|i _|i _|].
- exact: table_is_nonnegative.
- exact: ltW.
- by move=> z; have := u0 i; rewrite z ltxx.
rewrite (eq_total (fun=> S%:R^-1)) => [|i]; last by rewrite /uniform mulr0 add0r div1r.
by rewrite total_of_a_constant (table_sums tp) mulVf ?lexx // gt_eqF.
Qed.

Theorem H_is_concave (S : nat) (p r : nat -> R) : table (values S) p -> table (values S) r ->
  entropy two (values S) p + entropy two (values S) r <= 2%:R * entropy two (values S) (fun i => mixed (p i) (r i)).
Proof.
move=> tp tr; have two0 : 0 < two by rewrite ltr0n.
have twon : two != 0 by rewrite gt_eqF.
have p0 := table_is_nonnegative tp; have r0 := table_is_nonnegative tr.
have m0 : {in values S, forall i, 0 <= mixed (p i) (r i)} by move=> i iS; apply: divr_ge0; [rewrite addr_ge0 ?p0 ?r0|exact: ltW].
have m1 : total_over (values S) (fun i => mixed (p i) (r i)) = 1.
  by rewrite total_scales_on_the_right totalD (table_sums tp) (table_sums tr) -mulr2n divff.
have mz i : i \in values S -> mixed (p i) (r i) = 0 -> p i = 0 /\ r i = 0.
  move=> iS /eqP; rewrite mulf_eq0 invr_eq0 (negbTE twon) orbF paddr_eq0 ?p0 ?r0 //.
  by case/andP => /eqP -> /eqP ->.
have gap q : table (values S) q -> {in values S, forall i, mixed (p i) (r i) = 0 -> q i = 0} ->
    0 <= spread (log two) (values S) q - total_over (values S) (fun i => q i * log two (mixed (p i) (r i))).
  move=> tq qz; have q0 := table_is_nonnegative tq.
  have := gibbs q0 m0 qz; rewrite m1 (table_sums tq) lexx => /(_ isT); congr (_ <= _).
  rewrite -total_opposes -totalD; apply: eq_total_in => i iS; apply: (spread_of_quotient product_rule); rewrite ?q0 ?m0 //.
  exact: qz.
have gp := gap p tp (fun i iS z => proj1 (mz i iS z)); have gr := gap r tr (fun i iS z => proj2 (mz i iS z)).
rewrite !entropyE -subr_ge0; have := addr_ge0 gp gr; congr (_ <= _).
have -> : 2%:R * - spread (log two) (values S) (fun i => mixed (p i) (r i))
   = - (total_over (values S) (fun i => p i * log two (mixed (p i) (r i))) + total_over (values S) (fun i => r i * log two (mixed (p i) (r i)))).
  rewrite mulrN -total_scales -totalD; congr (- _); apply: eq_total => i.
  by rewrite -mulrDl mulrA [two * _]mulrC divfK.
set a := spread _ _ _; set b := spread _ _ _; set c := total_over _ _; set d := total_over _ _.
by by_algebra.
Qed.

Theorem H_given_is_nonnegative (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  0 <= conditional_entropy two (values X) (values Y) joint.
Proof.
move/table2_is_nonnegative => j0; rewrite /InformationFormulas.conditional_entropy_by -total_opposes; apply: total_is_nonnegative => x xX.
rewrite -total_opposes; apply: total_is_nonnegative => y yY; rewrite plogE oppr_ge0.
by rewrite term_is_not_positive ?j0 // (joint_is_at_most_row j0).
Qed.

Section MutualInformation.
Variables (X Y : nat) (joint : nat -> nat -> R).
Hypothesis tj : table2 X Y joint.
Notation row := (marginal (values Y) joint).
Notation col := (marginal (values X) (fun y x => joint x y)).

Lemma mutual_information_is_not_negative : 0 <= mutual_information two (values X) (values Y) joint.
Proof.
have j0 := table2_is_nonnegative tj.
have -> : mutual_information two (values X) (values Y) joint
  = total_over (couples (values X) (values Y)) (fun t => joined joint t * log two (joined joint t / joined (independent row col) t)).
  by rewrite total_of_pairs; apply: eq_total => x; apply: eq_total => y; rewrite plogE.
apply: gibbs => [[x y]|[x y]|[x y]|]; rewrite ?mem_couples.
- by case/andP => xX yY; exact: j0.
- by case/andP => xX yY; rewrite mulr_ge0 ?(row0 j0) ?(col0 j0).
- case/andP => xX yY /eqP; rewrite mulf_eq0 => /orP[] /eqP e.
    exact: (row_is_0_where_joint_is j0 xX yY e).
  exact: (col_is_0_where_joint_is j0 xX yY e).
rewrite (table_sums tj) total_of_pairs.
rewrite (eq_total (fun x => row x)) => [|x]; first by rewrite table2_sums_to_1.
rewrite /joined /independent /= total_scales; have -> : total_over (values Y) col = 1; last by rewrite mulr1.
by rewrite /marginal total_swaps table2_sums_to_1.
Qed.
End MutualInformation.

Theorem I_is_nonnegative (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  0 <= mutual_information two (values X) (values Y) joint.
Proof. exact: mutual_information_is_not_negative. Qed.

Theorem H_given_knowing_never_adds (A B : nat) (t : nat -> nat -> R) : table2 A B t ->
  conditional_entropy two (values A) (values B) t <= entropy two (values B) (marginal (values A) (fun b a => t a b)).
Proof. by move=> tt; rewrite -subr_ge0 -I_is_uncertainty_removed // mutual_information_is_not_negative. Qed.

Lemma table2_swapped X Y (joint : nat -> nat -> R) : table2 X Y joint -> table2 Y X (fun y x => joint x y).
Proof.
case/andP => /allP j0 /eqP j1; apply/andP; split; last by rewrite -j1 !total_of_pairs total_swaps.
by apply/allP => [[y x]]; rewrite mem_couples andbC -mem_couples => /j0.
Qed.

Theorem I_is_at_most_either_entropy (X Y : nat) (joint : nat -> nat -> R) (k : nat) : table2 X Y joint ->
  mutual_information two (values X) (values Y) joint
  <= if k == 0%N then entropy two (values X) (marginal (values Y) joint) else entropy two (values Y) (marginal (values X) (fun y x => joint x y)).
Proof.
move=> tj; case: eqP => _; last first.
  by rewrite I_is_uncertainty_removed // ler_subl_addr ler_addl H_given_is_nonnegative.
have ts := table2_swapped tj; rewrite -I_is_symmetric I_is_uncertainty_removed //.
by rewrite ler_subl_addr ler_addl H_given_is_nonnegative.
Qed.

Theorem I_given_is_nonnegative (X Y Z : nat) (joint : nat -> nat -> nat -> R) : table3 X Y Z joint ->
  0 <= conditional_mutual_information two (values X) (values Y) (values Z) joint.
Proof.
move=> tj; have j0 := table3_is_nonnegative tj.
pose last z := total_over (values X) (fun x => total_over (values Y) (fun y => joint x y z)).
pose xz x z := total_over (values Y) (fun y => joint x y z); pose yz y z := total_over (values X) (fun x => joint x y z).
pose p t := joint t.1.1 t.1.2 t.2; pose q t := xz t.1.1 t.2 * yz t.1.2 t.2 / last t.2.
have xz0 x z : x \in values X -> z \in values Z -> 0 <= xz x z by move=> xX zZ; apply: total_is_nonnegative => y yY; exact: j0.
have yz0 y z : y \in values Y -> z \in values Z -> 0 <= yz y z by move=> yY zZ; apply: total_is_nonnegative => x xX; exact: j0.
have last0 z : z \in values Z -> 0 <= last z by move=> zZ; apply: total_is_nonnegative => x xX; exact: xz0.
have j_xz x y z : x \in values X -> y \in values Y -> z \in values Z -> joint x y z <= xz x z.
  by move=> xX yY zZ; apply: (term_is_at_most_total (f := fun y => joint x y z) yY) => v vY; exact: j0.
have j_yz x y z : x \in values X -> y \in values Y -> z \in values Z -> joint x y z <= yz y z.
  by move=> xX yY zZ; apply: (term_is_at_most_total (f := fun x => joint x y z) xX) => v vX; exact: j0.
have xz_last x z : x \in values X -> z \in values Z -> xz x z <= last z.
  by move=> xX zZ; apply: (term_is_at_most_total (f := fun x => xz x z) xX) => v vX; exact: xz0.
have -> : conditional_mutual_information two (values X) (values Y) (values Z) joint
        = total_over (couples (couples (values X) (values Y)) (values Z)) (fun t => p t * log two (p t / q t)).
  rewrite !total_of_pairs; apply: eq_total => x; apply: eq_total => y; apply: eq_total => z; rewrite plogE /p /q /=.
  by congr (_ * log two _); rewrite invf_div mulrA [joint x y z * last z]mulrC.
apply: gibbs => [[[x y] z]|[[x y] z]|[[x y] z]|]; rewrite ?mem_couples /p /q /=.
- by case/andP => /andP[xX yY] zZ; exact: j0.
- by case/andP => /andP[xX yY] zZ; rewrite divr_ge0 ?mulr_ge0 ?xz0 ?yz0 ?last0.
- case/andP => /andP[xX yY] zZ /eqP; rewrite !mulf_eq0 invr_eq0 => e; apply/eqP; rewrite eq_le j0 // andbT.
  by case/orP: e => [/orP[] /eqP <-|/eqP <-]; [apply: j_xz|apply: j_yz|apply: le_trans (j_xz x y z _ _ _) (xz_last x z _ _)].
rewrite (table_sums tj) !total_of_pairs.
rewrite (eq_total (fun x => total_over (values Z) (fun z => total_over (values Y) (fun y => xz x z * yz y z / last z)))) => [|x]; last by rewrite total_swaps.
rewrite total_swaps -(table_sums tj) !total_of_pairs.
rewrite [X in _ <= X](eq_total (fun x => total_over (values Z) (fun z => xz x z))) => [|x]; last by rewrite total_swaps.
rewrite [X in _ <= X]total_swaps -subr_ge0 -total_opposes -totalD; apply: total_is_nonnegative => z zZ; rewrite subr_ge0 /=.
rewrite (eq_total (fun x => xz x z * (last z / last z))) => [|x].
  rewrite total_scales_on_the_right -/(last z); case: (eqVneq (last z) 0) => [->|n0]; first by rewrite mul0r.
  by rewrite divff // mulr1.
by rewrite total_scales_on_the_right total_scales mulrA; congr (_ * _ / _); rewrite /last total_swaps.
Qed.

Theorem I_data_processing (X Y Z : nat) (joint channel : nat -> nat -> R) : table2 X Y joint -> channel_of Y Z channel ->
  mutual_information two (values X) (values Z) (through Y joint channel) <= mutual_information two (values X) (values Y) joint.
Proof.
move=> tj c; rewrite (I_lost_in_processing tj c) ler_addl.
apply: I_given_is_nonnegative; apply/andP; split.
  apply/allP => [[[x y] z]]; rewrite !mem_couples => /andP[/andP[xX yY] zZ] /=.
  exact: (chain_is_nonnegative (table2_is_nonnegative tj) c).
rewrite !total_of_pairs; apply/eqP; rewrite -[RHS](table2_sums_to_1 tj); apply: eq_total => x.
by apply: eq_total_in => y yY; exact: (sum_over_output _ c).
Qed.

(** The divergence of what was sent is that of what comes out, and that of what was sent from what the output says of it. *)
Section Channel.
Variables (A B : nat) (f g : nat -> R) (channel : nat -> nat -> R).
Hypotheses (tf : table (values A) f) (tg : table (values A) g) (c : channel_of A B channel).
Hypothesis supported : {in values A, forall a, g a = 0 -> f a = 0}.
Notation out p := (fun b => total_over (values A) (fun a => p a * channel a b)).

Lemma output_is_nonnegative (p : nat -> R) b : table (values A) p -> b \in values B -> 0 <= out p b.
Proof.
move=> tp bB; apply: total_is_nonnegative => a aA.
by rewrite mulr_ge0 ?(table_is_nonnegative tp) ?(channel_is_nonnegative c).
Qed.

Lemma output_is_supported b : b \in values B -> out g b = 0 -> out f b = 0.
Proof.
move=> bB /=; rewrite totalE => /eqP; rewrite big_seq psumr_eq0 => [/allP z|a aA]; last first.
  by rewrite mulr_ge0 ?(table_is_nonnegative tg) ?(channel_is_nonnegative c).
apply: total_of_zeros => a aA; have := z a aA; rewrite aA /= mulf_eq0 => /orP[] /eqP e.
  by rewrite supported ?mul0r.
by rewrite e mulr0.
Qed.

Lemma divergence_shrinks : divergence (log two) (values B) (out f) (out g) <= divergence (log two) (values A) f g.
Proof.
have f0 := table_is_nonnegative tf; have g0 := table_is_nonnegative tg; have c0 := channel_is_nonnegative c.
pose p t := f t.1 * channel t.1 t.2; pose q t := g t.1 * channel t.1 t.2 * (out f t.2 / out g t.2).
have term a b : a \in values A -> b \in values B -> f a * channel a b <= out f b.
  move=> aA bB; apply: (term_is_at_most_total (f := fun a => f a * channel a b) aA) => v vA.
  by rewrite mulr_ge0 ?f0 ?c0.
have qz t : t \in couples (values A) (values B) -> q t = 0 -> p t = 0.
  case: t => a b; rewrite mem_couples /p /q /= => /andP[aA bB] /eqP; rewrite !mulf_eq0 invr_eq0 => /orP[/orP[]|/orP[]] /eqP e.
  - by rewrite supported ?mul0r.
  - by rewrite e mulr0.
  - by apply/eqP; rewrite eq_le mulr_ge0 ?f0 ?c0 // andbT -e term.
  - by apply/eqP; rewrite eq_le mulr_ge0 ?f0 ?c0 // andbT -(output_is_supported bB e) term.
have p0 t : t \in couples (values A) (values B) -> 0 <= p t.
  by case: t => a b; rewrite mem_couples => /andP[aA bB]; rewrite mulr_ge0 ?f0 ?c0.
have q0 t : t \in couples (values A) (values B) -> 0 <= q t.
  case: t => a b; rewrite mem_couples => /andP[aA bB]; apply: mulr_ge0; first by rewrite mulr_ge0 ?g0 ?c0.
  by apply: divr_ge0; apply: output_is_nonnegative.
have p1 : total_over (couples (values A) (values B)) p = 1.
  rewrite total_of_pairs -(table_sums tf); apply: eq_total_in => a aA.
  by rewrite /p /= total_scales (channel_sums c aA) mulr1.
have q1 : total_over (couples (values A) (values B)) q <= 1.
  rewrite total_of_pairs total_swaps -p1 total_of_pairs [X in _ <= X]total_swaps -subr_ge0 -total_opposes -totalD.
  apply: total_is_nonnegative => b bB; rewrite /q /p /= total_scales_on_the_right subr_ge0.
  case: (eqVneq (out g b) 0) => [->|n0]; last by rewrite mulrC divfK.
  by rewrite mul0r output_is_nonnegative.
rewrite -subr_ge0; have := gibbs p0 q0 qz; rewrite p1 q1 => /(_ isT); congr (_ <= _).
rewrite total_of_pairs /divergence.
transitivity (total_over (values A) (fun a => total_over (values B) (fun b => f a * channel a b * log two (f a / g a) - f a * channel a b * log two (out f b / out g b)))).
  apply: eq_total_in => a aA; apply: eq_total_in => b bB; rewrite /p /q /=.
  have := p0 (a, b); rewrite mem_couples aA bB => /(_ isT); rewrite /p /= => /zero_or_positive[->|fc]; first by rewrite !mul0r subrr.
  have f1 : 0 < f a by rewrite lt0r f0 // andbT; apply: contraTneq fc => ->; rewrite mul0r ltxx.
  have c1 : 0 < channel a b by rewrite lt0r c0 // andbT; apply: contraTneq fc => ->; rewrite mulr0 ltxx.
  have g1 : 0 < g a by rewrite lt0r g0 // andbT; apply: contraTneq f1 => /(supported aA) ->; rewrite ltxx.
  have F1 : 0 < out f b by rewrite (lt_le_trans fc) ?term.
  have G1 : 0 < out g b.
    rewrite lt0r output_is_nonnegative // andbT; apply: contraTneq F1 => /(output_is_supported bB) ->; by rewrite ltxx.
  by rewrite -mulrBr !(log_of_quotient product_rule, product_rule) ?mulr_gt0 ?divr_gt0 ?invr_gt0 //; congr (_ * _); by_algebra.
transitivity (total_over (values A) (fun a => total_over (values B) (fun b => f a * channel a b * log two (f a / g a)))
   - total_over (values A) (fun a => total_over (values B) (fun b => f a * channel a b * log two (out f b / out g b)))).
  by rewrite -total_opposes -totalD; apply: eq_total => a; rewrite -total_opposes -totalD.
congr (_ - _); last by rewrite total_swaps; apply: eq_total => b; rewrite total_scales_on_the_right plogE.
by apply: eq_total_in => a aA; rewrite total_scales_on_the_right total_scales (channel_sums c aA) mulr1 plogE.
Qed.
End Channel.

Theorem D_shrinks_through_a_channel (A B : nat) (f g : nat -> R) (channel : nat -> nat -> R) :
  table (values A) f -> table (values A) g -> channel_of A B channel ->
  Rbar_le (kl_divergence two (values B) (fun b => total_over (values A) (fun a => f a * channel a b)) (fun b => total_over (values A) (fun a => g a * channel a b)))
          (kl_divergence two (values A) f g).
Proof.
move=> tf tg c; rewrite [X in Rbar_le _ X]/kl_divergence; case: allP => [sup|_]; last first.
  rewrite ifT; last by rewrite -[1]/(1%:R) ltr_nat.
  by rewrite /kl_divergence; case: ifP => // _; case: ifP.
have supported : {in values A, forall a, g a = 0 -> f a = 0}.
  by move=> a aA e; have := sup a aA; rewrite e eqxx orbF => /eqP.
rewrite /kl_divergence ifT; first by apply/RleP; exact: divergence_shrinks.
apply/allP => b bB; case: eqP => //= n0; apply/eqP => e; apply: n0.
exact: (output_is_supported tg c supported).
Qed.
