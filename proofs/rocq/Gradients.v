(** Gradients: of softmax, of cross-entropy after it, and of batch normalisation in training.

Idea: a gradient is what turns the velocities of the arguments into the velocity of the result. So the arguments move along any curve that has a
derivative, and the theorem says which linear function of their velocities the result's is; a curve [x + s v] gives the derivative in the
direction [v], and one that moves a single entry the derivative by that entry.

Definitions: [one_at], [one_hot]; [put], an array with another entry in one place; [scale], [slope], [by_spread], [dx], [dgamma], [dbeta], which the
Python function [batch_norm_backward] computes, by these names.
Results: the derivatives of [softmax], of [cross_entropy] and of [batch_norm].
Not proved here: gradients of other formulas.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia Arith List FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From mathcomp Require ssrbool ssrnat ssralg.
From CNN Require RealLink.
From CNN Require Import Space Arrays RealField NormalizationLaws NormalizationRealLaws ActivationRealLaws.
Local Open Scope R_scope.

(** Coquelicot's R is Coq's, by another name. *)
Ltac real_ring := match goal with |- @eq _ ?a ?b => change (@eq R a b) end; ring.

(** ** Classes *)

Section Classes.
Variables (x : R -> nat -> nat -> R) (v : nat -> nat -> R) (s : R).  (* logits along a curve, and their velocities at [s] *)
Hypothesis moving : forall n k, is_derive (fun s => x s n k) s (v n k).

Lemma derivative_of_sum (f : R -> nat -> R) (f' : nat -> R) K : (forall k, is_derive (fun s => f s k) s (f' k)) ->
  is_derive (fun s => sum (f s) K) s (sum f' K).
Proof.
intros H; induction K as [|K IH]; simpl; [exact (is_derive_const 0 s)|].
exact (is_derive_plus (fun s => sum (f s) K) (fun s => f s K) s _ _ IH (H K)).
Qed.

Lemma derivative_of_exponential n k : is_derive (fun s => exp (x s n k)) s (exp (x s n k) * v n k).
Proof.
rewrite Rmult_comm; exact (is_derive_comp exp (fun s => x s n k) s _ _ (is_derive_exp _) (moving n k)).
Qed.

Lemma derivative_of_bare K n : is_derive (fun s => bare (x s) K n) s (sum (fun k => exp (x s n k) * v n k) K).
Proof. apply derivative_of_sum; intros k; apply derivative_of_exponential. Qed.

(** The mean velocity, by the shares. *)
Definition mean_velocity K n := sum (fun k => softmax (x s) K n k * v n k) K.

Lemma mean_velocity_is_bare K n : Nat.ltb 0 K = true ->
  sum (fun k => exp (x s n k) * v n k) K = bare (x s) K n * mean_velocity K n.
Proof.
intros HK; unfold mean_velocity; rewrite <- sum_scales; apply sum_ext; intros k _; rewrite softmax_is_bare by auto.
generalize (bare_is_positive (x s) K n HK); intros; field; lra.
Qed.

(** d p_l = p_l (d x_l - sum over k of p_k d x_k). *)
Theorem softmax_has_its_derivative K n l : Nat.ltb 0 K = true ->
  is_derive (fun s => softmax (x s) K n l) s (softmax (x s) K n l * (v n l - sum (fun k => softmax (x s) K n k * v n k) K)).
Proof.
intros HK; apply (is_derive_ext (fun s => exp (x s n l) / bare (x s) K n)); [intros; rewrite softmax_is_bare by auto; reflexivity|].
fold (mean_velocity K n); generalize (bare_is_positive (x s) K n HK); intros P.
generalize (is_derive_div _ _ s _ _ (derivative_of_exponential n l) (derivative_of_bare K n) (Rgt_not_eq _ _ P)).
rewrite mean_velocity_is_bare, (softmax_is_bare (x s)) by auto; intros D.
replace (exp (x s n l) / bare (x s) K n * (v n l - mean_velocity K n)) with
  ((exp (x s n l) * v n l * bare (x s) K n - exp (x s n l) * (bare (x s) K n * mean_velocity K n)) / bare (x s) K n ^ 2) by (field; lra).
exact D.
Qed.

(** 1 at one place; of labels, a row for each. *)
Definition one_at m k := if Nat.eqb k m then 1 else 0.
Definition one_hot (t : nat -> nat) n := one_at (t n).

Lemma sum_against_one_at (f : nat -> R) m K : (m < K)%nat -> sum (fun k => one_at m k * f k) K = f m.
Proof.
unfold one_at; induction K as [|K IH]; intros HK; [lia|simpl].
destruct (Nat.eq_dec K m) as [->|ne].
- rewrite Nat.eqb_refl, (sum_ext _ (fun k => 0 * f k)), sum_scales; [ring|].
  intros k Hk; replace (Nat.eqb k m) with false by (symmetry; apply Nat.eqb_neq; lia); reflexivity.
- rewrite IH by lia; replace (Nat.eqb K m) with false by (symmetry; apply Nat.eqb_neq; lia); ring.
Qed.

Lemma derivative_of_log_softmax K n l : Nat.ltb 0 K = true -> is_derive (fun s => log_softmax (x s) K n l) s (v n l - mean_velocity K n).
Proof.
intros HK; apply (is_derive_ext (fun s => x s n l - ln (bare (x s) K n))); [intros; rewrite log_softmax_is_bare by auto; reflexivity|].
generalize (bare_is_positive (x s) K n HK); intros P.
apply (is_derive_minus (fun s => x s n l) (fun s => ln (bare (x s) K n))); [apply moving|].
generalize (is_derive_comp ln (fun s => bare (x s) K n) s _ _ (is_derive_ln _ P) (derivative_of_bare K n)).
rewrite mean_velocity_is_bare by auto; unfold scal; simpl; unfold mult; simpl.
replace (bare (x s) K n * mean_velocity K n * / bare (x s) K n) with (mean_velocity K n) by (field; lra); auto.
Qed.

(** Of the mean over the batch: (p - y) / N. *)
Theorem cross_entropy_has_its_gradient (t : nat -> nat) N K : Nat.ltb 0 K = true -> (forall n, (n < N)%nat -> (t n < K)%nat) ->
  is_derive (fun s => cross_entropy (x s) t N K) s
    (sum (fun n => sum (fun k => (softmax (x s) K n k - one_hot t n k) / INR N * v n k) K) N).
Proof.
intros HK Ht.
apply (is_derive_ext (fun s => - / INR N * sum (fun n => log_softmax (x s) K n (t n)) N)).
{ intros r; rewrite cross_entropy_reads_the_log_softmax; unfold Rdiv; real_ring. }
rewrite (sum_ext _ (fun n => - / INR N * (v n (t n) - mean_velocity K n))).
- rewrite sum_scales; apply is_derive_scal, derivative_of_sum; intros n; apply derivative_of_log_softmax; auto.
- intros n Hn; rewrite <- (sum_against_one_at (v n) (t n) K (Ht n Hn)); unfold mean_velocity.
  fold (one_hot t n); rewrite (sum_ext _ (fun k => / INR N * (softmax (x s) K n k * v n k) + - / INR N * (one_hot t n k * v n k)))
    by (intros; unfold Rdiv; ring).
  rewrite sum_adds, !sum_scales; ring.
Qed.
End Classes.

(** The logits with [a] in place of one of them. *)
Definition put (x : nat -> nat -> R) m l a n k := if andb (Nat.eqb n m) (Nat.eqb k l) then a else x n k.

Lemma put_moves x m l a n k : is_derive (fun a => put x m l a n k) a (one_at m n * one_at l k).
Proof.
unfold put, one_at; destruct (Nat.eqb n m), (Nat.eqb k l); simpl; rewrite ?Rmult_0_l, ?Rmult_0_r, ?Rmult_1_l;
  first [exact (is_derive_id a) | exact (is_derive_const _ a)].
Qed.

Lemma put_back x m l : put x m l (x m l) = x.
Proof.
apply functional_extensionality; intros n; apply functional_extensionality; intros k; unfold put.
destruct (Nat.eqb_spec n m), (Nat.eqb_spec k l); simpl; subst; reflexivity.
Qed.

Theorem softmax_by_an_entry x K n m l k : Nat.ltb l K = true -> is_derive (fun a => softmax (put x m l a) K n k) (x m l)
  (one_at m n * (softmax x K n k * (one_at l k - softmax x K n l))).
Proof.
intros Hl; assert (HK : Nat.ltb 0 K = true) by (revert Hl; rewrite !Nat.ltb_lt; lia); apply Nat.ltb_lt in Hl.
generalize (softmax_has_its_derivative (put x m l) _ (x m l) (put_moves x m l (x m l)) K n k HK); rewrite put_back.
rewrite (sum_ext _ (fun j => one_at m n * (one_at l j * softmax x K n j))) by (intros; ring).
rewrite sum_scales, sum_against_one_at by auto; intros D.
match goal with |- is_derive _ _ ?a => match type of D with is_derive _ _ ?b => replace a with b; [exact D|] end end; real_ring.
Qed.

Theorem cross_entropy_by_an_entry x (t : nat -> nat) N K m l : (forall n, (n < N)%nat -> (t n < K)%nat) -> (m < N)%nat -> (l < K)%nat ->
  is_derive (fun a => cross_entropy (put x m l a) t N K) (x m l) ((softmax x K m l - one_hot t m l) / INR N).
Proof.
intros Ht Hm Hl; assert (HK : Nat.ltb 0 K = true) by (apply Nat.ltb_lt; lia).
generalize (cross_entropy_has_its_gradient (put x m l) _ (x m l) (put_moves x m l (x m l)) t N K HK Ht); rewrite put_back.
rewrite (sum_ext _ (fun n => one_at m n * ((softmax x K n l - one_hot t n l) / INR N))).
- rewrite sum_against_one_at by auto; intros D; exact D.
- intros n _; rewrite (sum_ext _ (fun k => one_at m n * (one_at l k * ((softmax x K n k - one_hot t n k) / INR N)))) by (intros; ring).
  rewrite sum_scales, sum_against_one_at by auto; reflexivity.
Qed.

(** ** Sums over lists *)

Definition over {T} (l : list T) (f : T -> R) : R := @sumb R_zmodType T l f.

Lemma over_ext {T} (l : list T) f g : (forall t, f t = g t) -> over l f = over l g.
Proof. intros E; induction l as [|a l IH]; [reflexivity|]. change (f a + over l f = g a + over l g); rewrite E, IH; reflexivity. Qed.

Lemma over_adds {T} (l : list T) (f g : T -> R) : over l (fun t => f t + g t) = over l f + over l g.
Proof.
induction l as [|a l IH]; [change (0 = 0 + 0); real_ring|].
change (f a + g a + over l (fun t => f t + g t) = f a + over l f + (g a + over l g)); rewrite IH; real_ring.
Qed.

Lemma over_scales {T} (l : list T) c (f : T -> R) : over l (fun t => c * f t) = c * over l f.
Proof.
induction l as [|a l IH]; [change (0 = c * 0); real_ring|].
change (c * f a + over l (fun t => c * f t) = c * (f a + over l f)); rewrite IH; real_ring.
Qed.

Lemma derivative_of_over {T} (l : list T) (f : R -> T -> R) (f' : T -> R) s : (forall t, is_derive (fun s => f s t) s (f' t)) ->
  is_derive (fun s => over l (f s)) s (over l f').
Proof.
intros H; induction l as [|a l IH]; [exact (is_derive_const 0 s)|].
exact (is_derive_plus (fun s => f s a) (fun s => over l (f s)) s _ _ (H a) IH).
Qed.

(** ** One channel of batch normalisation: a list of values [u], which [n] counts; the divisor of the variance is [q] *)

Section Channel.
Context {T : Type} (l : list T) (n q eps : R).
Implicit Types (u dy : T -> R) (g b : R).
Hypotheses (n_counts : forall a, over l (fun _ => a) = a * n) (n_ne0 : n <> 0) (q_ne0 : q <> 0).

Definition centre u := over l u / n.
Definition spread u := over l (fun t => (u t - centre u) * (u t - centre u)) / q.
Definition normed g b u t := g * ((u t - centre u) / sqrt (spread u + eps)) + b.

(** From the gradient [dy] of what comes after: those by the values, by gamma and by beta. *)
Definition scale u := 1 / sqrt (spread u + eps).
Definition slope g u dy t := dy t * (g * scale u).
Definition by_spread g u dy := - over l (fun t => slope g u dy t * (u t - centre u)) * scale u * scale u / 2.
Definition dx g u dy t := slope g u dy t - over l (slope g u dy) / n + 2 * by_spread g u dy / q * (u t - centre u).
Definition dgamma u dy := over l (fun t => dy t * (u t - centre u)) * scale u.
Definition dbeta dy := over l dy.

Lemma nothing_is_left u : over l (fun t => u t - centre u) = 0.
Proof.
transitivity (over l u + over l (fun _ => - centre u)); [exact (over_adds l u (fun _ => - centre u))|].
rewrite n_counts; unfold centre; field; auto.
Qed.

Variables (u : R -> T -> R) (v : T -> R) (g b : R -> R) (g' b' s : R).
Hypotheses (u_moves : forall t, is_derive (fun s => u s t) s (v t)) (g_moves : is_derive g s g') (b_moves : is_derive b s b').
Hypothesis above_zero : 0 < spread (u s) + eps.

Lemma derivative_of_rest t : is_derive (fun s => u s t - centre (u s)) s (v t - centre v).
Proof.
apply (is_derive_minus (fun s => u s t) (fun s => centre (u s))); [apply u_moves|].
apply (is_derive_ext (fun s => / n * over l (u s))); [intros; unfold centre, Rdiv; real_ring|].
replace (centre v) with (/ n * over l v) by (unfold centre, Rdiv; ring).
apply is_derive_scal, derivative_of_over, u_moves.
Qed.

Lemma derivative_of_spread : is_derive (fun s => spread (u s)) s (2 / q * over l (fun t => (u s t - centre (u s)) * v t)).
Proof.
apply (is_derive_ext (fun s => / q * over l (fun t => (u s t - centre (u s)) * (u s t - centre (u s))))).
{ intros; unfold spread, Rdiv; real_ring. }
replace (2 / q * over l (fun t => (u s t - centre (u s)) * v t))
  with (/ q * over l (fun t => (v t - centre v) * (u s t - centre (u s)) + (u s t - centre (u s)) * (v t - centre v))).
- apply is_derive_scal, derivative_of_over; intros t.
  exact (is_derive_mult _ _ s _ _ (derivative_of_rest t) (derivative_of_rest t) Rmult_comm).
- rewrite (over_ext l _ (fun t => 2 * ((u s t - centre (u s)) * v t) + - (2 * centre v) * (u s t - centre (u s)))) by (intros; real_ring).
  rewrite over_adds, !over_scales, nothing_is_left; unfold Rdiv; real_ring.
Qed.

Lemma derivative_of_normed t : is_derive (fun s => normed (g s) (b s) (u s) t) s
  (g' * ((u s t - centre (u s)) * scale (u s)) + g s * ((v t - centre v) * scale (u s)
   - (u s t - centre (u s)) * (over l (fun t => (u s t - centre (u s)) * v t) / q) * scale (u s) * scale (u s) * scale (u s)) + b').
Proof.
assert (root : 0 < sqrt (spread (u s) + eps)) by (apply sqrt_lt_R0; auto).
assert (E : is_derive (fun s => spread (u s) + eps) s (2 / q * over l (fun t => (u s t - centre (u s)) * v t) + 0)).
{ exact (is_derive_plus (fun s => spread (u s)) (fun _ => eps) s _ _ derivative_of_spread (is_derive_const eps s)). }
generalize (is_derive_div _ _ s _ _ (derivative_of_rest t) (is_derive_sqrt _ s _ E above_zero) (Rgt_not_eq _ _ root)); intros D.
generalize (is_derive_plus _ _ s _ _ (is_derive_mult _ _ s _ _ g_moves D Rmult_comm) b_moves); intros Y.
match goal with |- is_derive _ _ ?a => match type of Y with is_derive _ _ ?a' => replace a with a'; [exact Y|] end end.
unfold plus, mult, scale; simpl; unfold plus, mult; simpl; match goal with |- @eq _ ?a ?b => change (@eq R a b) end.
field; lra.
Qed.

(** The gradient of sum over t of dy_t y_t. *)
Theorem channel_has_its_gradient (dy : T -> R) : is_derive (fun s => over l (fun t => dy t * normed (g s) (b s) (u s) t)) s
  (over l (fun t => dx (g s) (u s) dy t * v t) + dgamma (u s) dy * g' + dbeta dy * b').
Proof.
generalize (derivative_of_over l _ _ s (fun t => is_derive_scal _ s (dy t) _ (derivative_of_normed t))); intros D.
match goal with |- is_derive _ _ ?a => match type of D with is_derive _ _ ?a' => replace a with a'; [exact D|] end end; clear D.
unfold dx, dgamma, dbeta, by_spread, slope; set (r := scale (u s)); set (D := over l (fun t => (u s t - centre (u s)) * v t)).
set (A := over l (fun t => dy t * (u s t - centre (u s)))).
rewrite (over_ext l (fun t => dy t * (g s * r) * (u s t - centre (u s))) (fun t => g s * r * (dy t * (u s t - centre (u s))))) by (intros; real_ring).
rewrite (over_ext l (fun t => dy t * (g s * r)) (fun t => g s * r * dy t)) by (intros; real_ring).
rewrite !over_scales; fold A.
transitivity ((g' * r - g s * D / q * r * r * r) * A + (g s * r) * over l (fun t => dy t * v t) + (b' - g s * r * centre v) * over l dy).
- unfold A; rewrite <- !over_scales, <- !over_adds; apply over_ext; intros t; unfold Rdiv; real_ring.
- rewrite (over_ext l (fun t => (_ - _ + _ * _) * v t) (fun t => g s * r * (dy t * v t) + (- (g s * r * over l dy / n) * v t
    + 2 * (- (g s * r * A) * r * r / 2) / q * ((u s t - centre (u s)) * v t)))) by (intros; unfold Rdiv; real_ring).
  rewrite !over_adds, !over_scales; fold D; unfold centre; match goal with |- @eq _ ?a ?b => change (@eq R a b) end; field; auto.
Qed.
End Channel.

(** ** Batch normalisation in training *)

From mathcomp Require Import ssralg.                       (* places of a space are elements of a ring *)

Lemma natr_is_INR n : @ssralg.GRing.natmul R_zmodType 1 n = INR n.
Proof.
induction n as [|n IH]; [reflexivity|]. rewrite S_INR, <- IH; exact (ssralg.GRing.mulrSr _ _).
Qed.

Lemma quotient (a b : R) : @ssralg.GRing.mul R_ringType a (@ssralg.GRing.inv R_unitRingType b) = a / b.
Proof. exact (f_equal (Rmult a) (RealLink.Rinvx_is_Rinv b)). Qed.

Section BatchNorm.
Variables (G : space) (N : nat) (H : G) (less c : nat).

(** The values of channel [c], an image and a place each. *)
Definition channel (x : nat -> nat -> G -> R) : nat * G -> R := fun t => x (fst t) c (snd t).
Let all := values N H.
Let n := INR (count N H).
Let q := INR (count N H) - INR less.

Lemma mean_is_centre x : mean N H x c = centre all n (channel x).
Proof. unfold centre, n; rewrite <- natr_is_INR; exact (quotient _ _). Qed.

Lemma var_is_spread x : var N H less x c = spread all n q (channel x).
Proof. unfold spread; rewrite <- mean_is_centre; unfold q; rewrite <- !natr_is_INR; exact (quotient _ _). Qed.

Lemma batch_norm_is_normed eps gamma beta x t :
  channel (batch_norm N H less eps gamma beta x) t = normed all n q eps (gamma c) (beta c) (channel x) t.
Proof.
unfold normed; rewrite <- mean_is_centre, <- var_is_spread, <- quotient; reflexivity.
Qed.

(** The gradient of sum over n, i of dy_nci y_nci: as the Python function has it. *)
Theorem batch_norm_has_its_gradient (eps s : R) (x : R -> nat -> nat -> G -> R) (gamma beta : R -> nat -> R) x' gamma' beta'
  (dy : nat -> nat -> G -> R) : (less < count N H)%nat -> 0 < eps ->
  (forall n i, is_derive (fun s => x s n c i) s (x' n c i)) ->
  is_derive (fun s => gamma s c) s (gamma' c) -> is_derive (fun s => beta s c) s (beta' c) ->
  is_derive (fun s => over all (fun t => channel dy t * channel (batch_norm N H less eps (gamma s) (beta s) (x s)) t)) s
    (over all (fun t => dx all n q eps (gamma s c) (channel (x s)) (channel dy) t * channel x' t)
     + dgamma all n q eps (channel (x s)) (channel dy) * gamma' c + dbeta all (channel dy) * beta' c).
Proof.
intros few e0 mx mg mb; assert (some : INR less < INR (count N H)) by (apply lt_INR; auto).
apply (is_derive_ext (fun s => over all (fun t => channel dy t * normed all n q eps (gamma s c) (beta s c) (channel (x s)) t))).
{ intros r; apply over_ext; intros t; rewrite batch_norm_is_normed; reflexivity. }
apply (channel_has_its_gradient all n q eps) with (g := fun s => gamma s c) (b := fun s => beta s c) (u := fun s => channel (x s)); auto.
- intros a; unfold n; rewrite <- natr_is_INR; exact (sumb_const all a).
- generalize (pos_INR less); unfold n; lra.
- unfold q; lra.
- intros t; apply mx.
- rewrite <- var_is_spread; apply (ssrbool.elimT (RltP _ _)).
  refine (positive_below _ _ _ _); [exact (ssrbool.introT ssrnat.ltP few)|apply (ssrbool.introT (RltP _ _)); auto].
Qed.
End BatchNorm.
