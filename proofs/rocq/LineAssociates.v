(** Convolution on the line associates.

Idea: both sides are one double integral, read in two orders; the orders may be exchanged (Fubini), for a continuous integrand on a rectangle.

Definitions: [continuity2], of functions of two arguments.
Results: Fubini on rectangles, from scratch: both iterated integrals have the same derivative in their upper bound; associativity for continuous functions
of which two have compact support.
Not proved here: Lebesgue integrals.
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From CNN Require Import Line.
Open Scope R_scope.

Notation RI := (RInt (V := R_CompleteNormedModule)).
Definition continuity2 (h : R -> R -> R) := forall s t, continuity_2d_pt h s t.

Lemma continuity2_left h t : continuity2 h -> continuity (fun s => h s t).
Proof.
intros C s; apply continuity_pt_filterlim, filterlim_locally; intros eps.
destruct (C s t eps) as [d Hd]; exists d; intros u Hu; apply Hd; [exact Hu|].
rewrite Rminus_eq_0, Rabs_R0; apply cond_pos.
Qed.

Lemma continuity2_right h s : continuity2 h -> continuity (h s).
Proof.
intros C t; apply continuity_pt_filterlim, filterlim_locally; intros eps.
destruct (C s t eps) as [d Hd]; exists d; intros u Hu; apply Hd; [|exact Hu].
rewrite Rminus_eq_0, Rabs_R0; apply cond_pos.
Qed.

Lemma continuity2_swapped h : continuity2 h -> continuity2 (fun t s => h s t).
Proof. intros C t s eps; destruct (C s t eps) as [d Hd]; exists d; intros u v Hu Hv; now apply Hd. Qed.

(** A compact interval makes continuity uniform, so an integral with a parameter is continuous in it. *)
Lemma continuity_of_integral h a b : a <= b -> continuity2 h -> continuity (fun s => RI (h s) a b).
Proof.
intros Hab C c; apply continuity_pt_filterlim, filterlim_locally; intros eps.
assert (He : 0 < eps / (b - a + 1)) by (apply Rdiv_lt_0_compat; [apply cond_pos|lra]).
destruct (uniform_continuity_2d_1d' h a b c (fun x _ => C c x) (mkposreal _ He)) as [d Hd].
exists d; intros s Hs; change (Rabs (s - c) < d) in Hs.
change (Rabs (RI (h s) a b - RI (h c) a b) < eps).
assert (I : forall u, ex_RInt (h u) a b) by (intros u; apply continuous_is_integrable, continuity2_right, C).
assert (E : is_RInt (fun t => minus (h s t) (h c t)) a b (minus (RI (h s) a b) (RI (h c) a b))).
{ apply (is_RInt_minus (V := R_NormedModule)); apply (RInt_correct (V := R_CompleteNormedModule)), I. }
assert (Hs' := Rabs_def2 _ _ Hs); assert (Hd0 := cond_pos d).
apply Rle_lt_trans with ((b - a) * (eps / (b - a + 1))).
- refine (norm_RInt_le_const (V := R_NormedModule) _ a b _ _ Hab _ E); intros t Ht; apply Rlt_le; change (Rabs (h s t - h c t) < eps / (b - a + 1)).
  apply (Hd t c t s); auto; try lra; rewrite Rminus_eq_0, Rabs_R0; lra.
- assert (K := cond_pos eps); apply Rlt_le_trans with ((b - a + 1) * (eps / (b - a + 1))); [|right; field; lra].
  apply Rmult_lt_compat_r; lra.
Qed.

Lemma derive_upper_bound f a u : continuity f -> is_derive (fun v => RI f a v) u (f u).
Proof.
intros C; apply (is_derive_RInt f (fun v => RI f a v) a u).
- apply filter_forall; intros v; apply (RInt_correct (V := R_CompleteNormedModule)), continuous_is_integrable, C.
- apply continuity_pt_filterlim, C.
Qed.

(** The difference of the two sides, as a function of [b], has derivative 0, and is 0 at [a]. *)
Theorem fubini_on_rectangles h a b c d : a <= b -> c <= d -> continuity2 h ->
  RI (fun s => RI (fun t => h s t) c d) a b = RI (fun t => RI (fun s => h s t) a b) c d.
Proof.
intros Hab Hcd C; destruct (Req_dec a b) as [<-|Nab].
{ rewrite RInt_point; symmetry; transitivity (RI (fun _ => 0) c d).
  - apply RInt_ext; intros t _; apply (RInt_point (V := R_CompleteNormedModule)).
  - rewrite RInt_const; apply Rmult_0_r. }
pose (F := fun u => RI (fun s => RI (h s) c d) a u).
pose (K := fun u => RI (fun t => RI (fun s => h s t) a u) c d).
pose (D := fun u => F u - K u).
assert (CI : forall u, a <= u -> continuity (fun t => RI (fun s => h s t) a u)).
{ intros u Hu; apply (continuity_of_integral (fun t s => h s t)); [exact Hu|now apply continuity2_swapped]. }
enough (E : D a = D b).
{ unfold D, F, K in E; rewrite RInt_point in E.
  rewrite (RInt_ext _ (fun _ => 0) c d) in E.
  - rewrite RInt_const in E; apply Rminus_diag_uniq; transitivity (0 - (d - c) * 0); [symmetry; exact E|ring].
  - intros t _; apply (RInt_point (V := R_CompleteNormedModule)). }
assert (DD : forall u, is_derive D u zero).
{ intros u; replace (@zero R_NormedModule) with (minus (RI (h u) c d) (RI (h u) c d)) by apply minus_eq_zero.
  apply (is_derive_minus F K).
  - apply (derive_upper_bound (fun s => RI (h s) c d)), continuity_of_integral; assumption.
  - replace (RI (h u) c d) with (RI (fun t => Derive (fun v => RI (fun s => h s t) a v) u) c d).
    2:{ apply RInt_ext; intros t _; apply is_derive_unique, (derive_upper_bound (fun s => h s t)), continuity2_left, C. }
    apply (is_derive_RInt_param (fun v t => RI (fun s => h s t) a v)).
    + apply filter_forall; intros v t _; eexists; apply (derive_upper_bound (fun s => h s t)), continuity2_left, C.
    + intros t _; apply continuity_2d_pt_ext with h; [|apply C].
      intros v w; symmetry; apply is_derive_unique, (derive_upper_bound (fun s => h s w)), continuity2_left, C.
    + apply filter_forall; intros v; apply continuous_is_integrable.
      destruct (Rle_lt_dec a v) as [H|H]; [now apply CI|].
      intros t; apply continuity_pt_filterlim.
      change (continuous (fun t => RI (fun s => h s t) a v) t).
      apply (continuous_ext (fun t => opp (RI (fun s => h s t) v a))).
      * intros w; apply (opp_RInt_swap (V := R_CompleteNormedModule) (fun s => h s w) v a), continuous_is_integrable, continuity2_left, C.
      * apply (continuous_opp (V := R_NormedModule) (fun t => RI (fun s => h s t) v a)), continuity_pt_filterlim.
        apply (continuity_of_integral (fun t s => h s t)); [lra|now apply continuity2_swapped]. }
apply (eq_is_derive D); [intros t _; apply DD|lra].
Qed.

Lemma continuity2_integrand f g : continuity f -> continuity g -> continuity2 (fun x t => f (x - t) * g t).
Proof.
intros Cf Cg s t; apply continuity_2d_pt_mult.
- apply (continuity_1d_2d_pt_comp f (fun u v => u - v)); [apply Cf|].
  apply continuity_2d_pt_minus; [apply continuity_2d_pt_id1|apply continuity_2d_pt_id2].
- apply (continuity_1d_2d_pt_comp g (fun u v => v)); [apply Cg|apply continuity_2d_pt_id2].
Qed.

Lemma line_conv_is_continuous M f g : 0 <= M -> continuity f -> continuity g -> continuity (line_conv (- M) M f g).
Proof. intros HM Cf Cg; apply (continuity_of_integral (fun x t => f (x - t) * g t)); [lra|now apply continuity2_integrand]. Qed.

Theorem line_conv_associates A M f g h x : 0 <= A -> 2 * A <= M ->
  continuity f -> continuity g -> continuity h ->
  (forall t, A < Rabs t -> g t = 0) -> (forall t, A < Rabs t -> h t = 0) ->
  line_conv (- M) M (line_conv (- M) M f g) h x = line_conv (- M) M f (line_conv (- M) M g h) x.
Proof.
intros HA HM Cf Cg Ch Sg Sh.
assert (HM0 : - M <= M) by lra.
transitivity (RI (fun s => RI (fun t => f (x - t) * (g (t - s) * h s)) (- M) M) (- M) M).
- apply RInt_ext; intros s _; destruct (Rlt_le_dec A (Rabs s)) as [Hs|Hs].
  { rewrite Sh, Rmult_0_r by exact Hs; symmetry; transitivity (RI (fun _ => 0) (- M) M).
    - apply RInt_ext; intros t _; rewrite !Rmult_0_r; reflexivity.
    - rewrite RInt_const; apply Rmult_0_r. }
  assert (Hs1 := Rle_abs s); assert (Hs2 := Rle_abs (- s)); rewrite Rabs_Ropp in Hs2.
  pose (k := fun t => f (x - s - t) * g t); assert (Ck : continuity k) by now apply continuity_integrand.
  transitivity (RI (fun t => scal (h s) (k (t - s))) (- M) M).
  + rewrite (RInt_scal (V := R_CompleteNormedModule)).
    2:{ apply continuous_is_integrable; intros t; apply (continuity_pt_comp (fun t => t - s) k); [|apply Ck].
        apply continuity_pt_minus; [apply derivable_continuous_pt, derivable_pt_id|apply continuity_pt_const; now intros u v]. }
    assert (E := RInt_comp_lin (V := R_CompleteNormedModule) k 1 (- s) (- M) M (continuous_is_integrable _ _ _ Ck)).
    rewrite (RInt_ext _ (fun t => k (t - s))) in E.
    2:{ intros t _; replace (1 * t + - s) with (t - s) by ring; apply Rmult_1_l. }
    rewrite E; unfold line_conv; change (RI k (- M) M * h s = scal (h s) (RI k (1 * - M + - s) (1 * M + - s))).
    assert (big : forall t, A < t \/ t < - A -> A < Rabs t).
    { intros t [H|H]; [generalize (Rle_abs t)|generalize (Rle_abs (- t)); rewrite Rabs_Ropp]; lra. }
    rewrite (RInt_beyond_the_support k (- A) A (- M) M), (RInt_beyond_the_support k (- A) A (1 * - M + - s) (1 * M + - s));
      auto; try lra; try (intros t Ht; unfold k; rewrite Sg; [ring|apply big; lra]).
    unfold scal; simpl; unfold mult; simpl; ring.
  + apply RInt_ext; intros t _; unfold k, scal; simpl; unfold mult; simpl.
    replace (x - s - (t - s)) with (x - t) by ring; ring.
- rewrite (fubini_on_rectangles (fun s t => f (x - t) * (g (t - s) * h s)) (- M) M (- M) M HM0 HM0).
  + apply RInt_ext; intros t _.
    apply (RInt_scal (V := R_CompleteNormedModule) (fun s => g (t - s) * h s)).
    apply continuous_is_integrable, continuity_integrand; assumption.
  + intros s t; apply continuity_2d_pt_mult.
    * apply (continuity_1d_2d_pt_comp (fun t => f (x - t)) (fun u v => v)); [now apply continuity_reflected|apply continuity_2d_pt_id2].
    * apply (continuity2_swapped _ (continuity2_integrand g h Cg Ch)).
Qed.
