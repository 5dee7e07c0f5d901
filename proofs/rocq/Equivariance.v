(** What is linear and commutes with translations is a convolution; and the transpose of a correlation is a convolution.

Idea: a signal is a sum of translated impulses. A linear map that commutes with translations is known from what it
does to one impulse, and that answer is the kernel.

Definitions: [zero], [scale]; [expand], a signal as a sum of impulses; [group_inner], the pairing of a signal with a function.
Results: [equivariant_is_conv], for every linear equivariant map [T] (its properties are hypotheses of the theorem, which
[group_conv_is_such_a_map] meets for every kernel); [group_conv_has_correlation_as_adjoint], which is why back-propagation through a layer is a convolution.
Not proved here: maps on functions of infinite support; strided layers, which commute with some translations only. *)

From mathcomp Require Import all_ssreflect all_algebra finmap.
From CNN Require Import Groups.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope fset_scope.
Local Open Scope ring_scope.

Section Equivariant.
Variables (G : zmodType) (R : comRingType).
Notation sig := {fsfun G -> R with 0}.
Implicit Types f g h : sig.

Definition zero : sig := [fsfun].
Definition scale (c : R) f : sig := [fsfun x in finsupp f => c * f x].
Lemma scale_at c f x : scale c f x = c * f x.
Proof. by rewrite fsfunE; case: finsuppP => // _; rewrite mulr0. Qed.
Lemma zero_at x : zero x = 0. Proof. by rewrite fsfun_dflt // finsupp0. Qed.

(** The sum of [f a] times the impulse at [a], over the support. *)
Definition expand (s : seq G) f : sig := foldr (fun a h => add (scale (f a) (group_delta R a)) h) zero s.

Lemma expand_is_the_signal f : expand (finsupp f) f = f.
Proof.
apply/fsfunP=> x; have E s : uniq s -> expand s f x = if x \in s then f x else 0.
  elim: s => [|a s IH] /=; first by rewrite zero_at.
  case/andP=> aNs us; rewrite add_at scale_at group_delta_at {}IH // inE.
  case: eqP => [->|_]; last by rewrite mulr0 add0r.
  by rewrite (negbTE aNs) mulr1 addr0.
by rewrite E ?fset_uniq //; case: finsuppP.
Qed.

Variable T : sig -> sig.
Hypothesis T_add : forall f g, T (add f g) = add (T f) (T g).
Hypothesis T_scale : forall c f, T (scale c f) = scale c (T f).
Hypothesis T_trans : forall a f, T (trans a f) = trans a (T f).

Lemma equivariant_keeps_zero : T zero = zero.
Proof.
have -> : zero = scale 0 zero by apply/fsfunP=> x; rewrite scale_at mul0r zero_at.
by rewrite T_scale; apply/fsfunP=> x; rewrite !scale_at !mul0r.
Qed.

Lemma group_conv_scales c f g : group_conv (scale c f) g = scale c (group_conv f g).
Proof.
apply/fsfunP=> x; rewrite scale_at !group_conv_at (@sum_over_more_than_the_support _ _ _ (finsupp f)) ?finsupp_sub //.
by rewrite mulr_sumr; apply: eq_bigr => y _; rewrite scale_at mulrA.
Qed.

Lemma zero_conv g : group_conv zero g = zero.
Proof. by apply/fsfunP=> x; rewrite group_conv_at finsupp0 big_seq_fset0 zero_at. Qed.

Theorem equivariant_is_conv f : T f = group_conv f (T (group_delta R 0)).
Proof.
have TD a : T (group_delta R a) = group_conv (group_delta R a) (T (group_delta R 0)).
  rewrite -[RHS]/(trans a _) -T_trans; congr T.
  by apply/fsfunP=> x; rewrite trans_at !group_delta_at subr_eq0.
rewrite -{1 2}[f]expand_is_the_signal; elim: (enum_fset _) => [|a s IH] /=; first by rewrite equivariant_keeps_zero zero_conv.
by rewrite T_add T_scale TD IH group_conv_distributes_on_the_left group_conv_scales.
Qed.
End Equivariant.

(** The hypotheses can be met: convolution with any kernel is such a map. *)
Theorem group_conv_is_such_a_map (G : zmodType) (R : comRingType) (k : {fsfun G -> R with 0}) :
  [/\ forall f g, group_conv (add f g) k = add (group_conv f k) (group_conv g k),
      forall c f, group_conv (scale c f) k = scale c (group_conv f k) &
      forall a f, group_conv (trans a f) k = trans a (group_conv f k)].
Proof. by split=> *; [exact: group_conv_distributes_on_the_left | exact: group_conv_scales | exact: group_conv_is_shift_equivariant]. Qed.

Section Adjoint.
Variables (G : zmodType) (R : comRingType).
Notation sig := {fsfun G -> R with 0}.
Definition group_inner (f : sig) (phi : G -> R) := \sum_(x <- finsupp f) f x * phi x.

(** <g * k, f> = <g, f corr k>. *)
Theorem group_conv_has_correlation_as_adjoint (f g k : sig) : group_inner (group_conv g k) f = group_inner g (xcorr f k).
Proof.
rewrite /group_inner group_conv_tested; apply: eq_bigr => y _; rewrite /xcorr mulr_sumr.
by apply: eq_bigr => z _; rewrite mulrA.
Qed.
End Adjoint.
