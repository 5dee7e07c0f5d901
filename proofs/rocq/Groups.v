(** Convolution on any abelian group: of sequences on both sides of 0, of images, of volumes.

Idea: the sum over all pairs of places that add up to [x] is symmetric, whatever the places are. So one proof serves
[G = int], [int * int] and [int * int * int]; nothing but addition of places is used.

Definitions: [group_conv] of two functions [G -> R] of finite support, over any commutative ring; [group_delta]; [add]; [trans], the
translation; [xcorr], the kernel laid over without turning; [group_flip]; [group_difference] along a direction.
Results: convolution commutes, associates, distributes, has a unit, commutes with translations and differences;
cross-correlation is convolution with the kernel turned, and is equivariant too.
Not proved here: functions of infinite support, whose sums need not exist. *)

From mathcomp Require Import all_ssreflect all_algebra finmap.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope fset_scope.
Local Open Scope ring_scope.

Section Conv.
Variables (G : zmodType) (R : comRingType).
Notation sig := {fsfun G -> R with 0}.
Implicit Types (f g h : sig) (A B : {fset G}).

(** Places outside the support add nothing, so any finite set that contains it will do. *)
Lemma sum_over_more_than_the_support f A (F : G -> R) : finsupp f `<=` A ->
  \sum_(y <- finsupp f) f y * F y = \sum_(y <- A) f y * F y.
Proof. by move=> sA; apply: big_fset_incl => // x _ /fsfun_dflt ->; rewrite mul0r. Qed.

Definition sumset A B := [fset (a + b)%R | a in A, b in B].
Lemma sum_is_in_sumset A B a b : a \in A -> b \in B -> a + b \in sumset A B.
Proof. by move=> aA bB; apply/imfset2P; exists a => //; exists b. Qed.

Definition group_conv f g : sig :=
  [fsfun x in sumset (finsupp f) (finsupp g) => \sum_(y <- finsupp f) f y * g (x - y)].

Lemma group_conv_at f g x : group_conv f g x = \sum_(y <- finsupp f) f y * g (x - y).
Proof.
rewrite fsfunE; case: ifP => // /negP xN; rewrite big_seq big1 // => y yf.
have [xyg|/fsfun_dflt ->] := boolP (x - y \in finsupp g); last by rewrite mulr0.
by case: xN; rewrite -(subrK y x) addrC sum_is_in_sumset.
Qed.

Lemma group_conv_commutes f g : group_conv f g = group_conv g f.
Proof.
apply/fsfunP=> x; rewrite !group_conv_at; pose S := [fset x - z | z in finsupp g].
have inj : {in finsupp g &, injective (fun z => x - z)} by move=> a b _ _ /addrI/oppr_inj.
rewrite (sum_over_more_than_the_support _ (fsubsetUl _ S)) -(big_fset_incl _ (fsubsetUr (finsupp f) S)); last first.
  move=> y _ yS; have [xyg|/fsfun_dflt ->] := boolP (x - y \in finsupp g); last by rewrite mulr0.
  by case/negP: yS; apply/imfsetP; exists (x - y); rewrite // opprB addrC subrK.
rewrite big_imfset //=; apply: eq_bigr => z _.
by rewrite mulrC opprB [x + _]addrC subrK.
Qed.

(** What a convolution does to a test function: every pair of places sends its product to their sum.
    Associativity is this, with a third signal as the test function. *)
Lemma group_conv_tested f g (phi : G -> R) :
  \sum_(x <- finsupp (group_conv f g)) group_conv f g x * phi x =
  \sum_(y <- finsupp f) \sum_(z <- finsupp g) f y * g z * phi (y + z).
Proof.
rewrite (@sum_over_more_than_the_support _ (sumset (finsupp f) (finsupp g))) ?finsupp_sub //.
under eq_bigr do rewrite group_conv_at mulr_suml.
rewrite exchange_big /= big_seq [RHS]big_seq; apply: eq_bigr => y yf.
pose T := [fset y + z | z in finsupp g].
have sT : T `<=` sumset (finsupp f) (finsupp g).
  by apply/fsubsetP=> x /imfsetP[z zg ->]; apply: sum_is_in_sumset.
rewrite -(big_fset_incl _ sT) ?big_imfset //=; last 2 first.
- by move=> a b _ _ /addrI.
- move=> x _ xT; have [xyg|/fsfun_dflt ->] := boolP (x - y \in finsupp g).
    by case/negP: xT; apply/imfsetP; exists (x - y); rewrite // addrC subrK.
  by rewrite mulr0 mul0r.
by apply: eq_bigr => z _; rewrite [y + z]addrC addrK.
Qed.

Lemma group_conv_associates f g h : group_conv f (group_conv g h) = group_conv (group_conv f g) h.
Proof.
apply/fsfunP=> x; rewrite group_conv_at group_conv_at (group_conv_tested f g (fun u => h (x - u))).
apply: eq_bigr => y _; rewrite group_conv_at mulr_sumr; apply: eq_bigr => z _.
by rewrite mulrA opprD addrA.
Qed.

(** The impulse at [a]. *)
Definition group_delta (a : G) : sig := [fsfun x in [fset a] => 1].
Lemma group_delta_at a x : group_delta a x = (x == a)%:R.
Proof. by rewrite fsfunE inE; case: eqP. Qed.

Definition add f g : sig := [fsfun x in finsupp f `|` finsupp g => f x + g x].
Lemma add_at f g x : add f g x = f x + g x.
Proof.
rewrite fsfunE; case: ifP => // /negbT; rewrite inE negb_or.
by case/andP=> /fsfun_dflt -> /fsfun_dflt ->; rewrite addr0.
Qed.

Lemma group_conv_distributes_on_the_left f g h : group_conv (add f g) h = add (group_conv f h) (group_conv g h).
Proof.
apply/fsfunP=> x; rewrite add_at !group_conv_at; pose S := finsupp f `|` finsupp g.
have sS : finsupp (add f g) `<=` S by apply: finsupp_sub.
rewrite (sum_over_more_than_the_support _ sS) (sum_over_more_than_the_support _ (fsubsetUl _ _ : finsupp f `<=` S)).
rewrite (sum_over_more_than_the_support _ (fsubsetUr _ _ : finsupp g `<=` S)) -big_split /=.
by apply: eq_bigr => y _; rewrite add_at mulrDl.
Qed.

(** The translation by [a] is the convolution with the impulse at [a], so it commutes with all of them. *)
Definition trans a f : sig := group_conv (group_delta a) f.
Lemma trans_at a f x : trans a f x = f (x - a).
Proof.
rewrite group_conv_at (@sum_over_more_than_the_support _ [fset a]) ?finsupp_sub // big_seq_fset1.
by rewrite group_delta_at eqxx mul1r.
Qed.

Lemma group_unit_conv f : group_conv (group_delta 0) f = f.
Proof. by apply/fsfunP=> x; rewrite -[LHS]/(trans 0 f x) trans_at subr0. Qed.

Theorem group_conv_is_shift_equivariant a f g : group_conv (trans a f) g = trans a (group_conv f g).
Proof. by rewrite /trans -group_conv_associates. Qed.

(** What a layer computes: the kernel is not turned. *)
Definition xcorr f (k : sig) x : R := \sum_(y <- finsupp k) k y * f (x + y).
Definition group_flip (k : sig) : sig := [fsfun x in [fset - y | y in finsupp k] => k (- x)].
Lemma group_flip_at k x : group_flip k x = k (- x).
Proof.
rewrite fsfunE; case: ifP => // /negP xN.
have [xk|/fsfun_dflt -> //] := boolP (- x \in finsupp k).
by case: xN; apply/imfsetP; exists (- x); rewrite ?opprK.
Qed.

Theorem xcorr_is_convolution_with_the_kernel_turned f k x : xcorr f k x = group_conv f (group_flip k) x.
Proof.
rewrite group_conv_commutes group_conv_at (@sum_over_more_than_the_support _ [fset - y | y in finsupp k]) ?finsupp_sub //.
rewrite big_imfset /=; last by move=> a b _ _ /oppr_inj.
by apply: eq_bigr => y _; rewrite group_flip_at !opprK.
Qed.

Theorem xcorr_is_shift_equivariant a f k x : xcorr (trans a f) k x = xcorr f k (x - a).
Proof. by rewrite !xcorr_is_convolution_with_the_kernel_turned group_conv_is_shift_equivariant trans_at. Qed.

Definition opp f : sig := [fsfun x in finsupp f => - f x].
(** The difference along [a]: what a place has more than the one [a] before it. *)
Definition group_difference a f : sig := group_conv (add (group_delta 0) (opp (group_delta a))) f.
Lemma opp_at f x : opp f x = - f x.
Proof. by rewrite fsfunE; case: finsuppP => // _; rewrite oppr0. Qed.

Lemma group_difference_at a f x : group_difference a f x = f x - f (x - a).
Proof.
rewrite /group_difference group_conv_distributes_on_the_left add_at group_unit_conv; congr (_ + _).
rewrite group_conv_at (@sum_over_more_than_the_support _ [fset a]); first by rewrite big_seq_fset1 opp_at group_delta_at eqxx mulN1r.
by rewrite (fsubset_trans (finsupp_sub _ _ _)) ?finsupp_sub.
Qed.

Theorem group_conv_differentiates a f g : group_difference a (group_conv f g) = group_conv (group_difference a f) g.
Proof. by rewrite /group_difference group_conv_associates. Qed.
Theorem group_conv_differentiates_the_second a f g : group_difference a (group_conv f g) = group_conv f (group_difference a g).
Proof. by rewrite group_conv_commutes group_conv_differentiates group_conv_commutes. Qed.
End Conv.
