(** Convolution of functions on the line: it commutes, and its derivative falls on either argument.

Idea: the substitution [s = x - t] swaps the arguments; differentiation under the integral sign moves a derivative onto the one that depends on [x].

Definitions: [line_conv a b f g], the Riemann integral of [f (x - t) * g t] over [[a, b]]; with support in that interval this is the integral over the line.
Results: it commutes, for continuous functions of compact support; [(f * g)' = f' * g = f * g'].
Not proved here: functions that are not continuous, such as boxes; functions that only decay, such as Gaussians. [LineAssociates] has associativity.
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition line_conv (a b : R) (f g : R -> R) (x : R) : R := RInt (fun t => f (x - t) * g t) a b.

Lemma continuity_reflected f x : continuity f -> continuity (fun t => f (x - t)).
Proof.
intros Cf t; apply (continuity_pt_comp (fun t => x - t) f); [|apply Cf].
apply continuity_pt_minus; [apply continuity_pt_const; now intros u v|apply derivable_continuous_pt, derivable_pt_id].
Qed.

Lemma continuous_is_integrable f a b : continuity f -> ex_RInt f a b.
Proof. intros Cf; apply (ex_RInt_continuous (V := R_CompleteNormedModule)); intros z _; now apply continuity_pt_filterlim, Cf. Qed.

Lemma continuity_integrand f g x : continuity f -> continuity g -> continuity (fun t => f (x - t) * g t).
Proof. intros Cf Cg; apply (continuity_mult (fun t => f (x - t)) g); [now apply continuity_reflected|exact Cg]. Qed.

Theorem line_conv_differentiates (a b : R) (f f' g : R -> R) (x : R) :
  (forall u, is_derive f u (f' u)) -> continuity f' -> continuity g ->
  is_derive (line_conv a b f g) x (line_conv a b f' g x).
Proof.
intros Df Cf' Cg.
assert (Cf : continuity f).
{ intros u; apply continuity_pt_filterlim, (ex_derive_continuous f); eexists; apply Df. }
assert (D : forall t u, is_derive (fun u => f (u - t) * g t) u (f' (u - t) * g t)).
{ intros t u; auto_derive; [eexists; apply Df|].
  rewrite (is_derive_unique _ _ _ (Df _)); unfold Rminus; ring. }
replace (line_conv a b f' g x) with (RInt (fun t => Derive (fun u => f (u - t) * g t) x) a b).
2:{ apply RInt_ext; intros t _; apply is_derive_unique, D. }
apply (is_derive_RInt_param (fun u t => f (u - t) * g t)).
- apply filter_forall; intros u t _; eexists; apply D.
- intros t _; apply continuity_2d_pt_ext with (fun u v => f' (u - v) * g v).
  { intros u v; symmetry; apply is_derive_unique, D. }
  apply continuity_2d_pt_mult.
  + apply (continuity_1d_2d_pt_comp f' (fun u v => u - v)); [apply Cf'|].
    apply continuity_2d_pt_minus; [apply continuity_2d_pt_id1|apply continuity_2d_pt_id2].
  + apply (continuity_1d_2d_pt_comp g (fun u v => v)); [apply Cg|apply continuity_2d_pt_id2].
- apply filter_forall; intros u; apply continuous_is_integrable, continuity_integrand; assumption.
Qed.

Theorem line_conv_changes_variable a b f g x : continuity f -> continuity g ->
  line_conv a b f g x = line_conv (x - b) (x - a) g f x.
Proof.
intros Cf Cg; unfold line_conv.
pose (h := fun s => g (x - s) * f s).
assert (Ch : continuity h) by now apply continuity_integrand.
change (RInt (fun t => f (x - t) * g t) a b = RInt h (x - b) (x - a)).
assert (Ih : forall u v, ex_RInt h u v) by (intros; now apply continuous_is_integrable).
assert (H1 := RInt_comp_lin (V := R_CompleteNormedModule) h (-1) x a b (Ih _ _)).
replace (-1 * a + x) with (x - a) in H1 by ring.
replace (-1 * b + x) with (x - b) in H1 by ring.
assert (H2 := opp_RInt_swap (V := R_CompleteNormedModule) h (x - a) (x - b) (Ih _ _)).
rewrite <- H2, <- H1, <- (RInt_opp (V := R_CompleteNormedModule)).
- apply RInt_ext; intros t _; unfold h, opp, scal; simpl; unfold mult; simpl.
  replace (x - (-1 * t + x)) with t by ring; replace (-1 * t + x) with (x - t) by ring; ring.
- apply (ex_RInt_comp_lin (V := R_NormedModule) h (-1) x a b (Ih _ _)).
Qed.

(** An interval that is wider than the support adds nothing. *)
Lemma RInt_beyond_the_support h a b a' b' : continuity h -> a' <= a -> a <= b -> b <= b' ->
  (forall t, t < a -> h t = 0) -> (forall t, b < t -> h t = 0) ->
  RInt h a' b' = RInt h a b.
Proof.
intros Ch Ha Hab Hb Z1 Z2.
assert (I : forall u v, ex_RInt h u v) by (intros; now apply continuous_is_integrable).
rewrite <- (RInt_Chasles h a' a b'), <- (RInt_Chasles h a b b'); auto.
rewrite (RInt_ext h (fun _ => 0) a' a), (RInt_ext h (fun _ => 0) b b').
- rewrite !RInt_const; unfold plus, scal; simpl; unfold mult; simpl; ring.
- intros t; rewrite Rmin_left, Rmax_right by lra; intros [H _]; now apply Z2.
- intros t; rewrite Rmin_left, Rmax_right by lra; intros [_ H]; now apply Z1.
Qed.

Theorem line_conv_commutes A f g x : 0 <= A -> continuity f -> continuity g ->
  (forall t, A < Rabs t -> f t = 0) -> (forall t, A < Rabs t -> g t = 0) ->
  line_conv (- A) A f g x = line_conv (- A) A g f x.
Proof.
intros HA Cf Cg Sf Sg; rewrite line_conv_changes_variable by assumption.
assert (Ch := continuity_integrand g f x Cg Cf).
set (M := A + Rabs x); assert (Hx := Rabs_pos x); assert (Hx' := Rle_abs x).
assert (Hx'' := Rle_abs (- x)); rewrite Rabs_Ropp in Hx''.
assert (big : forall s, A < s \/ s < - A -> A < Rabs s).
{ intros s [H|H]; [generalize (Rle_abs s)|generalize (Rle_abs (- s)); rewrite Rabs_Ropp]; lra. }
transitivity (line_conv (- M) M g f x); unfold line_conv; [symmetry|]; apply RInt_beyond_the_support;
  auto; unfold M; try lra; intros t Ht.
- rewrite Sg; [ring|apply big; lra].
- rewrite Sg; [ring|apply big; lra].
- rewrite Sf; [ring|apply big; lra].
- rewrite Sf; [ring|apply big; lra].
Qed.

Corollary line_conv_differentiates_either (A : R) (f f' g g' : R -> R) (x : R) : 0 <= A ->
  (forall u, is_derive f u (f' u)) -> (forall u, is_derive g u (g' u)) ->
  continuity f' -> continuity g' ->
  (forall t, A < Rabs t -> f t = 0) -> (forall t, A < Rabs t -> g t = 0) ->
  (forall t, A < Rabs t -> g' t = 0) ->
  is_derive (line_conv (- A) A f g) x (line_conv (- A) A f' g x) /\
  is_derive (line_conv (- A) A f g) x (line_conv (- A) A f g' x).
Proof.
intros HA Df Dg Cf' Cg' Sf Sg Sg'.
assert (C : forall k k', (forall u, is_derive k u (k' u)) -> continuity k).
{ intros k k' Dk u; apply continuity_pt_filterlim, (ex_derive_continuous k); eexists; apply Dk. }
assert (Cf := C _ _ Df); assert (Cg := C _ _ Dg).
split; [now apply line_conv_differentiates|].
rewrite line_conv_commutes by assumption.
apply is_derive_ext with (line_conv (- A) A g f); [intros t; apply line_conv_commutes; assumption|].
now apply line_conv_differentiates.
Qed.
