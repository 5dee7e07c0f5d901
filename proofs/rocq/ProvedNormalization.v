(** The laws of normalisation, as they are printed from Python.

Idea: mean and variance of a channel, of a group and of a row are those of a list of values; see [MeansAndVariances].

Definitions: [channel], [members], the values of a channel and of a group, as a list.
Results: each law, under the name of its proposition.
Not proved here: what turns the places of an image along one axis.
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards FieldTactic MeansAndVariances Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.


Add Field R_is_a_field : (field_laws K).

(** ** Channels of a batch *)

Section Channels.
Variables (G : space) (C : Z) (H : G) (N : Z).
Hypotheses (H_pos : positive H) (N_pos : (1 <=? N)%Z).
Notation places := (grid (zrange N) (box H)).
Definition channel (R : numFieldType) (x : Z -> Z -> G -> R) (c : Z) (p : Z * G) : R := x p.1 c p.2.

Lemma in_places n i : between 0 N n -> within 0 H i -> (n, i) \in places.
Proof. by move=> n_in i_in; apply: allpairs_f; rewrite ?mem_zrange ?mem_box. Qed.
Lemma mem_places n i : ((n, i) \in places) = between 0 N n && within 0 H i.
Proof.
rewrite -mem_zrange -[within 0 H i]/(inside H i) -mem_box; apply/allpairsP/andP => [[[m j] [/= m_in j_in [-> ->]]] //|[n_in i_in]].
by exists (n, i).
Qed.
Lemma sumb_channel (R : numFieldType) (x : Z -> Z -> G -> R) (F : R -> R) c : between 0 C c ->
  sumb (zrange N) (fun m => sumb (box H) (fun u => F (guard ((between 0 N m) && (between 0 C c) && (within 0 H u)) (x m c u))))
  = sumb places (fun p => F (channel x c p)).
Proof.
move=> c_in; rewrite -(sumb_grid (zrange N) (box H) (fun m u => F (x m c u))).
apply: eq_sumb => m; rewrite mem_zrange => m_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in.
by rewrite m_in c_in u_in.
Qed.
Lemma values_number (R : numFieldType) : number (N * product_of_axes H) = (size places)%:R :> R.
Proof. by apply: number_size; lia. Qed.
Lemma values_number1 (R : numFieldType) : number (N * product_of_axes H - 1) = (size places)%:R - 1 :> R.
Proof. by rewrite -values_number -[(_ - 1)%Z]/(_ + -1)%Z numberD. Qed.
Lemma values_neq0 (R : numFieldType) : (size places)%:R != 0 :> R.
Proof. by apply: some_values; lia. Qed.

Lemma batch_meanE (R : numFieldType) x c : between 0 C c -> normalization_batch_mean R G C H N x c = mean_of places (channel x c) (size places)%:R.
Proof. by move=> c_in; rewrite /normalization_batch_mean (sumb_channel x id) // values_number. Qed.
Lemma batch_varE (R : numFieldType) x c : between 0 C c -> normalization_batch_var R G C H N x c =
  variance_of places (channel x c) (mean_of places (channel x c) (size places)%:R) (size places)%:R.
Proof.
move=> c_in; rewrite /normalization_batch_var /normalization_batch_var_mean (sumb_channel x (fun t => (t - _) ^+ 2)) //.
by rewrite (sumb_channel x id) // values_number.
Qed.
Lemma batch_var1E (R : numFieldType) x c : between 0 C c -> normalization_batch_var_correction_1 R G C H N x c =
  variance_of places (channel x c) (mean_of places (channel x c) (size places)%:R) ((size places)%:R - 1).
Proof.
move=> c_in; rewrite /normalization_batch_var_correction_1 /normalization_batch_var_correction_1_mean.
by rewrite (sumb_channel x (fun t => (t - _) ^+ 2)) // (sumb_channel x id) // values_number values_number1.
Qed.
Lemma batch_normE eps mo x g b rm rv n c i : between 0 N n -> between 0 C c -> within 0 H i ->
  normalization_batch_norm G C H N eps mo x g b rm rv n c i =
  normed places (channel x c) (g c) (b c) eps (size places)%:R (n, i).
Proof.
move=> n_in c_in i_in; rewrite /normalization_batch_norm /normalization_batch_norm_var /normalization_batch_norm_mean.
by rewrite (sumb_channel x (fun t => (t - _) ^+ 2)) // (sumb_channel x id) // values_number n_in c_in i_in.
Qed.
Lemma batch_norm1E eps mo x g b rm rv n c i : between 0 N n -> between 0 C c -> within 0 H i ->
  normalization_batch_norm_correction_1 G C H N eps mo x g b rm rv n c i =
  normed places (channel x c) (g c) (b c) eps ((size places)%:R - 1) (n, i).
Proof.
move=> n_in c_in i_in; rewrite /normalization_batch_norm_correction_1 /normalization_batch_norm_correction_1_var /normalization_batch_norm_correction_1_mean.
by rewrite (sumb_channel x (fun t => (t - _) ^+ 2)) // (sumb_channel x id) // values_number values_number1 n_in c_in i_in.
Qed.
Lemma size_ge1 (R : realFieldType) : 0 <= (size places)%:R - 1 :> R.
Proof. by rewrite subr_ge0 ler1n size_allpairs length_zrange; have := size_box H_pos; have := product_pos H_pos; nia. Qed.
End Channels.

(** Each case of conventions by the same steps. *)
Ltac each_case := hnf; repeat match goal with |- _ /\ _ => split end; intros.
Ltac in_lists := rewrite ?batch_meanE ?batch_varE ?batch_var1E ?batch_normE ?batch_norm1E //.
Ltac entries_in := let p := fresh "p" in let p_in := fresh "p_in" in let q := fresh "q" in let q_in := fresh "q_in" in
  case=> p q /allpairsP[[? ?] [p_in q_in [-> ->]]]; rewrite /channel /=; rewrite ?mulr0 ?addr0 ?add0r.
Ltac nonempty := solve [by apply: values_neq0].

Theorem batch_mean_shares_the_sum : normalization_batch_mean_shares_the_sum.
Proof. by each_case; in_lists; rewrite values_number // divfK ?values_neq0 // -(sumb_grid _ _ (fun m u => x m i1 u)). Qed.
Theorem batch_mean_mean_moves : normalization_batch_mean_mean_moves.
Proof.
each_case; in_lists; rewrite -[X in _ = X + _]mul1r -mean_of_affine ?values_neq0 //; apply: eq_mean_of; entries_in.
by rewrite mul1r.
Qed.
Theorem batch_var_is_mean_square_less_square : normalization_batch_var_is_mean_square_less_square.
Proof. by each_case; in_lists; apply: variance_of_squares; nonempty. Qed.

Lemma var_of_shifted (R : numFieldType) (T : eqType) (l : seq T) (f f' : T -> R) z n : (size l)%:R != 0 :> R -> {in l, forall t, f' t = f t + z} ->
  variance_of l f' (mean_of l f' (size l)%:R) n = variance_of l f (mean_of l f (size l)%:R) n.
Proof.
move=> some E; have E1 : {in l, f' =1 (fun t => 1 * f t + z)} by move=> t tl; rewrite mul1r E.
by rewrite (eq_mean_of _ E1) (eq_variance_of _ _ E1) mean_of_affine // variance_of_affine expr1n mul1r.
Qed.
Theorem batch_var_var_ignores_a_constant : normalization_batch_var_var_ignores_a_constant.
Proof. by each_case; in_lists; (apply: (var_of_shifted (z := z i4)); [nonempty|entries_in]). Qed.
Theorem batch_var_var_ignores_a_large_constant : normalization_batch_var_var_ignores_a_large_constant.
Proof. by each_case; in_lists; (apply: (var_of_shifted (z := 16384%:R)); [nonempty|entries_in]). Qed.
Theorem batch_var_corrections_agree : normalization_batch_var_corrections_agree.
Proof.
each_case; in_lists; rewrite values_number1 ?values_number // /variance_of !divfK ?values_neq0 //.
rewrite subr_eq0 pnatr_eq1 size_allpairs length_zrange; have := size_box H0; nia.
Qed.
Theorem batch_var_var_is_quadratic : normalization_batch_var_var_is_quadratic.
Proof.
have twice (R : numFieldType) (T : eqType) (l : seq T) (f f' : T -> R) n : (size l)%:R != 0 :> R -> {in l, forall t, f' t = f t + f t} ->
    variance_of l f' (mean_of l f' (size l)%:R) n = variance_of l f (mean_of l f (size l)%:R) n * 4%:R.
  move=> some E; have E1 : {in l, f' =1 (fun t => 2%:R * f t + 0)} by move=> t tl; rewrite E // addr0 mulr_natl mulr2n.
  by rewrite (eq_mean_of _ E1) (eq_variance_of _ _ E1) mean_of_affine // variance_of_affine -natrX mulrC.
by each_case; in_lists; (apply: twice; [nonempty|entries_in]).
Qed.

Theorem next_running_mean_keeps_at_zero : normalization_next_running_mean_keeps_at_zero.
Proof. by each_case; rewrite /normalization_next_running_mean; unguard; rewrite mul0r subr0 mul1r add0r. Qed.
Theorem next_running_mean_takes_at_one : normalization_next_running_mean_takes_at_one.
Proof. by each_case; rewrite /normalization_next_running_mean; unguard; rewrite subrr mul0r addr0 mul1r. Qed.
Theorem next_running_mean_is_between : normalization_next_running_mean_is_between.
Proof.
each_case; rewrite /normalization_next_running_mean; unguard; rewrite mulrBl mul1r [running_mean i1 - _]addrC addrA addrK.
by rewrite -mulrBr mulrC.
Qed.

Theorem batch_norm_has_mean_beta : normalization_batch_norm_has_mean_beta.
Proof.
have mean (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) g b e n c y : positive H -> (1 <=? N)%Z -> between 0 C c ->
    (forall m i, between 0 N m -> within 0 H i -> y m c i = normed (grid (zrange N) (box H)) (channel x c) g b e n (m, i)) ->
    normalization_batch_mean R G C H N y c = b.
  move=> hH hN c_in E; in_lists; rewrite -[RHS](mean_of_normed (l := grid (zrange N) (box H)) (values_neq0 hH hN _) (channel x c) g b e n).
  by apply: eq_mean_of; case=> m i; rewrite mem_places => /andP[m_in i_in]; rewrite /channel E.
by each_case; apply: mean => // *; in_lists.
Qed.

Theorem batch_norm_has_its_variance : normalization_batch_norm_has_its_variance.
Proof.
each_case; rewrite !batch_varE //; set l := grid _ _.
have some : (size l)%:R != 0 :> R by nonempty.
have E : {in l, channel (normalization_batch_norm G C H N eps momentum x gamma beta (fun=> 0) (fun=> 0)) i1 =1
    normed l (channel x i1) (gamma i1) (beta i1) eps (size l)%:R}.
  by case=> m i; rewrite mem_places => /andP[m_in i_in]; rewrite /channel batch_normE.
by rewrite (eq_mean_of _ E) (eq_variance_of _ _ E) variance_of_normed ?ler0n.
Qed.

(** Results of one entry, for the normalised entries of both sides. *)
Ltac one_entry := each_case; in_lists; match goal with
  h : is_true (between 0 ?N ?n), g : is_true (within 0 ?H ?i) |- context [grid (zrange ?N) (box ?H)] => move: (in_places h g) => in_l end.
Ltac same_normed := apply: eq_normed => //; entries_in.

Theorem batch_norm_ignores_a_constant : normalization_batch_norm_ignores_a_constant.
Proof.
by one_entry; rewrite -[RHS](normed_constant (values_neq0 _ _ _) _ _ _ _ _ (z i5)) //; same_normed.
Qed.
Theorem batch_norm_ignores_a_large_constant : normalization_batch_norm_ignores_a_large_constant.
Proof. by one_entry; apply: (normed_constant (values_neq0 _ _ _)). Qed.
Theorem batch_norm_ignores_scale : normalization_batch_norm_ignores_scale.
Proof. by one_entry; apply: (normed_scale (values_neq0 _ _ _)) => //; rewrite ?ler0n ?size_ge1. Qed.
Theorem batch_norm_is_odd : normalization_batch_norm_is_odd.
Proof. by one_entry; apply: (normed_odd (values_neq0 _ _ _)). Qed.
Theorem batch_norm_is_affine : normalization_batch_norm_is_affine.
Proof. by one_entry; rewrite !mulr0 !addr0 add0r; apply: normed_affine. Qed.
Theorem batch_norm_of_a_constant_is_beta : normalization_batch_norm_of_a_constant_is_beta.
Proof.
by one_entry; rewrite mulr0 addr0 (eq_normed (f' := fun _ => 5%:R)) // ?normed_of_a_constant ?values_neq0 //; entries_in.
Qed.
Theorem batch_norm_trains_as_it_infers : normalization_batch_norm_trains_as_it_infers.
Proof.
by one_entry; rewrite /normalization_batch_norm_training_false; in_lists; known.
Qed.

Theorem batch_norm_treats_channels_alone : normalization_batch_norm_treats_channels_alone.
Proof.
each_case; have i7_in : between 0 C i7 by ranges.
  by rewrite !batch_normE.
by rewrite [LHS]batch_norm1E // batch_norm1E.
Qed.

(** ** Groups of channels, and rows *)

Section Groups.
Variables (G : space) (H : G) (M N groups : Z).
Hypotheses (H_pos : positive H) (M_pos : (1 <=? M)%Z).
Notation places := (grid (zrange M) (box H)).
Definition members (x : Z -> Z -> G -> R) n c (p : Z * G) : R := x n (Z.div c M * M + p.1)%Z p.2.

Lemma sumb_members (x : Z -> Z -> G -> R) (F : R -> R) n c : between 0 N n -> between 0 (M * groups) c ->
  sumb (zrange M) (fun e => sumb (box H) (fun u =>
    F (guard ((between 0 N n) && (between 0 (M * groups)%Z ((Z.div c M * M) + e)%Z) && (within 0 H u)) (x n ((Z.div c M * M) + e)%Z u))))
  = sumb places (fun p => F (members x n c p)).
Proof.
move=> n_in c_in; rewrite -(sumb_grid (zrange M) (box H) (fun e u => F (x n (Z.div c M * M + e)%Z u))).
apply: eq_sumb => e; rewrite mem_zrange => e_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in.
have -> : between 0 (M * groups) (Z.div c M * M + e); last by rewrite n_in u_in.
have m0 : (0 < M)%Z by lia.
have := Z_div_mod_eq_full c M; have := Z.mod_pos_bound c M m0; move/betweenP: c_in; move/betweenP: e_in => *; apply/betweenP.
have : (0 <= c / M)%Z by apply: Z.div_pos; lia.
have : (c / M < groups)%Z by apply: Z.div_lt_upper_bound; lia.
by nia.
Qed.
Lemma group_normE eps x g b n c i : between 0 N n -> between 0 (M * groups) c -> within 0 H i ->
  normalization_group_norm G H M N groups eps x g b n c i =
  normed places (members x n c) (g c) (b c) eps (size places)%:R (Z.modulo c M, i).
Proof.
move=> n_in c_in i_in; rewrite /normalization_group_norm /normalization_group_norm_nu /normalization_group_norm_mu.
rewrite (sumb_members x (fun t => (t - _) ^+ 2)) // (sumb_members x id) // (values_number H_pos M_pos) n_in c_in i_in.
rewrite /normed [members x n c (_, i)]/members /= (_ : (c / M * M + c mod M = c)%Z) //.
by have := Z_div_mod_eq_full c M; lia.
Qed.
Lemma in_group c i : within 0 H i -> (Z.modulo c M, i) \in places.
Proof.
by move=> i_in; rewrite mem_places i_in andbT; apply/betweenP; apply: Z.mod_pos_bound; lia.
Qed.
End Groups.

Ltac one_of_group := hnf; intros; rewrite ?group_normE //.

Theorem group_norm_group_treats_images_alone : normalization_group_norm_group_treats_images_alone.
Proof.
hnf; intros; have i4_in : between 0 N i4 by ranges.
by rewrite [LHS]group_normE // group_normE.
Qed.
Theorem group_norm_group_ignores_a_constant : normalization_group_norm_group_ignores_a_constant.
Proof. by one_of_group; apply: (normed_constant (values_neq0 _ _ _)). Qed.
Theorem group_norm_group_ignores_scale : normalization_group_norm_group_ignores_scale.
Proof. by one_of_group; apply: (normed_scale (values_neq0 _ _ _)); rewrite ?ler0n. Qed.
Theorem group_norm_group_is_odd : normalization_group_norm_group_is_odd.
Proof. by one_of_group; apply: (normed_odd (values_neq0 _ _ _)). Qed.
Theorem group_norm_group_is_affine : normalization_group_norm_group_is_affine.
Proof. by one_of_group; rewrite !mulr0 !addr0 add0r; apply: normed_affine. Qed.

Theorem group_norm_of_one_image_is_batch_norm : normalization_group_norm_of_one_image_is_batch_norm.
Proof.
hnf; intros; rewrite batch_normE //; have i8_in : between 0 (1 * (M * groups)) i8 by rewrite Z.mul_1_l.
have e : i7 = 0%Z by ranges.
have i9_in : within 0 H i9 by assumption.
rewrite group_normE // Z.mod_1_r. clear - e i9_in; subst i7.
apply: eq_normed; first by rewrite mem_places i9_in.
by entries_in; rewrite /members Z.div_1_r /=; congr (x _ _ _); move: p_in; rewrite /= mem_zrange => p_in; ranges.
Qed.

Section Rows.
Variables (K N : Z).
Hypothesis K_pos : (1 <=? K)%Z.
Notation places := (zrange K).
Lemma row_neq0 (R : numFieldType) : (size places)%:R != 0 :> R.
Proof. by rewrite pnatr_eq0 length_zrange; lia. Qed.
Lemma sumb_row (x : Z -> Z -> R) (F : R -> R) n : between 0 N n ->
  sumb places (fun l => F (guard ((between 0 N n) && (between 0 K l)) (x n l))) = sumb places (fun l => F (x n l)).
Proof. by move=> n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite n_in l_in. Qed.
Lemma layer_normE eps x g b n k : between 0 N n -> between 0 K k ->
  normalization_layer_norm K N eps x g b n k = normed places (x n) (g k) (b k) eps (size places)%:R k.
Proof.
move=> n_in k_in; rewrite /normalization_layer_norm /normalization_layer_norm_nu /normalization_layer_norm_mu.
rewrite (sumb_row x (fun t => (t - _) ^+ 2)) // (sumb_row x id) // n_in k_in.
have K1 : (0 <= K)%Z by lia.
by rewrite number_nat // /normed /scaled /mean_of /variance_of !length_zrange.
Qed.
End Rows.

Ltac each_row := hnf; intros; rewrite ?layer_normE //.
Theorem layer_norm_layer_ignores_a_constant : normalization_layer_norm_layer_ignores_a_constant.
Proof. by each_row; apply: (normed_constant (row_neq0 _ _)). Qed.
Theorem layer_norm_layer_ignores_scale : normalization_layer_norm_layer_ignores_scale.
Proof. by each_row; apply: (normed_scale (row_neq0 _ _)); rewrite ?ler0n. Qed.
Theorem layer_norm_layer_is_affine : normalization_layer_norm_layer_is_affine.
Proof. by each_row; rewrite !mulr0 add0r; apply: normed_affine. Qed.

(** ** Running variances, and inference *)

Ltac running := each_case; rewrite /normalization_next_running_var /normalization_next_running_var_running_correction_0; unguard.
Theorem next_running_var_var_keeps_at_zero : normalization_next_running_var_var_keeps_at_zero.
Proof. by running; rewrite mul0r subr0 mul1r ?addr0 ?add0r. Qed.
Theorem next_running_var_var_takes_at_one : normalization_next_running_var_var_takes_at_one.
Proof. by running; rewrite subrr mul0r mul1r ?addr0 ?add0r. Qed.
Theorem next_running_var_var_takes_at_one_uncorrected : normalization_next_running_var_var_takes_at_one_uncorrected.
Proof. by running; rewrite subrr mul0r mul1r ?addr0 ?add0r. Qed.
Theorem next_running_var_var_is_between : normalization_next_running_var_var_is_between.
Proof.
running; rewrite mulrBl mul1r [running_var i2 - _]addrC addrA addrK.
by rewrite -mulrBr mulrC.
Qed.

Ltac inferred := each_case; rewrite /normalization_batch_norm_training_false ?/normalization_batch_norm_training_false_correction_1; known.
Theorem batch_norm_infers_by_the_running_mean : normalization_batch_norm_infers_by_the_running_mean.
Proof. by inferred; rewrite /guard /= !mulr0 !addr0 subrr !mul0r addr0. Qed.
Lemma within_first (N i : Z) : (1 <=? N)%Z -> between 0 1 i -> between 0 N i.
Proof. by move=> N1 i_in; ranges. Qed.
Theorem batch_norm_infers_images_alone : normalization_batch_norm_infers_images_alone.
Proof.
by each_case; (have in_N : between 0 N i5 by (apply: within_first; assumption));
  rewrite /normalization_batch_norm_training_false ?/normalization_batch_norm_training_false_correction_1; known.
Qed.
Lemma inferredE (y m g b r : R) : b + (y - m) * g / r = g / r * (y - m) + b.
Proof. by move: (r^-1) => s; by_field K. Qed.
Theorem batch_norm_infers_affinely : normalization_batch_norm_infers_affinely.
Proof. by inferred; rewrite /guard /= !inferredE; move: (_ / root _) => s; by_field K. Qed.
