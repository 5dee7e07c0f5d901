(** Floating-point numbers, added in any order: what a processor gives.

Idea: Flocq proves that the operations on IEEE numbers round as the standard says, unless they overflow. A result that is finite tells that none did,
and whole numbers up to 2^p can't. So the theorems of [RoundingTrees] and [ExactIntegers] hold for trees of such numbers, which Coq can run.

Definitions: [run], a tree with the operations of IEEE 754 (to nearest, ties to even); [reals], the tree of the real numbers that its numbers are;
[nearest], the float nearest to m 2^e, and [parts], m and e of a float, for running trees from outside.
Results, for every format of [prec] digits and exponents up to [emax], from half precision to quadruple:
- [run_is_computed], a finite result is what [RoundingTrees] says is computed;
- [run_error], [run_within_radius], [run_first_order], the bounds, from the finite result alone;
- [run_integers], finite integers of at most 2^p together give a finite result, and the exact one.
Not proved here: the sign of a zero; orders that depend on the numbers are covered, as they are trees, too.
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra Lia ZArith List Permutation.
From Flocq Require Import Core BinarySingleNaN.
From CNN Require Import Rounding RoundingTrees ExactIntegers.
Open Scope R_scope.

Definition term_map {A B : Set} (f : A -> B) x := match x with Plain b => Plain (f b) | Product a b => Product (f a) (f b) end.
Fixpoint tree_map {A B : Set} (f : A -> B) t :=
  match t with Leaf x => Leaf (term_map f x) | Add s t => Add (tree_map f s) (tree_map f t) | Fma a b s => Fma (f a) (f b) (tree_map f s) end.

Lemma terms_map {A B : Set} (f : A -> B) t : terms (tree_map f t) = map (term_map f) (terms t).
Proof. induction t as [|s IHs t IHt|a b s IHs]; simpl; [easy|now rewrite IHs, IHt, map_app|now rewrite IHs]. Qed.

Section Floats.
Variables prec emax : Z.
Context (Hprec : FLX.Prec_gt_0 prec) (Hmax : Prec_lt_emax prec emax).
Notation float := (binary_float prec emax).
Notation emin := (3 - emax - prec)%Z.
Notation fexp := (FLT_exp emin prec).
Notation rnd := (rnd prec emin to_even).
Notation plus := (Bplus mode_NE). Notation times := (Bmult mode_NE). Notation fma := (Bfma mode_NE).

Fixpoint run (t : tree float) : float :=
  match t with
  | Leaf (Plain b) => b
  | Leaf (Product a b) => times a b
  | Add s t => plus (run s) (run t)
  | Fma a b s => fma a b (run s)
  end.
Definition reals : tree float -> tree R := tree_map B2R.

Definition fits_format x := Rlt_bool (Rabs (rnd x)) (bpow radix2 emax).

Lemma plus_spec a b : is_finite a = true -> is_finite b = true ->
  if fits_format (B2R a + B2R b) then B2R (plus a b) = rnd (B2R a + B2R b) /\ is_finite (plus a b) = true
  else is_finite (plus a b) = false.
Proof.
intros Fa Fb; generalize (Bplus_correct prec emax _ _ mode_NE a b Fa Fb); fold (fits_format (B2R a + B2R b)).
unfold fits_format, Rounding.rnd; simpl round_mode; destruct Rlt_bool; [now intros (-> & -> & _)|].
intros [K _]; now rewrite <- is_finite_SF_B2SF, K.
Qed.

Lemma times_spec a b :
  if fits_format (B2R a * B2R b) then B2R (times a b) = rnd (B2R a * B2R b) /\ is_finite (times a b) = andb (is_finite a) (is_finite b)
  else is_finite (times a b) = false.
Proof.
generalize (Bmult_correct prec emax _ _ mode_NE a b).
unfold fits_format, Rounding.rnd; simpl round_mode; destruct Rlt_bool; [now intros (-> & -> & _)|].
intros K; now rewrite <- is_finite_SF_B2SF, K.
Qed.

Lemma fma_spec a b c : is_finite a = true -> is_finite b = true -> is_finite c = true ->
  if fits_format (B2R a * B2R b + B2R c) then B2R (fma a b c) = rnd (B2R a * B2R b + B2R c) /\ is_finite (fma a b c) = true
  else is_finite (fma a b c) = false.
Proof.
intros Fa Fb Fc; generalize (Bfma_correct prec emax _ _ mode_NE a b c Fa Fb Fc); simpl.
unfold fits_format, Rounding.rnd; simpl round_mode; destruct Rlt_bool; [now intros (-> & -> & _)|].
intros K; now rewrite <- is_finite_SF_B2SF, K.
Qed.

(** What is finite was made of what is finite. *)
Lemma plus_finite a b : is_finite (plus a b) = true -> is_finite a = true /\ is_finite b = true.
Proof. destruct a as [|[]| |], b as [|[]| |]; easy. Qed.
Lemma fma_finite a b c : is_finite (fma a b c) = true -> is_finite a = true /\ is_finite b = true /\ is_finite c = true.
Proof. destruct a as [|[]| |[]], b as [|[]| |[]], c as [|[]| |]; easy. Qed.

Theorem run_is_computed t : is_finite (run t) = true -> B2R (run t) = computed rnd (reals t).
Proof.
induction t as [[b|a b]|s IHs t IHt|a b s IHs]; simpl; intros H; [easy| | |].
- assert (K := times_spec a b); rewrite H in K; destruct fits_format; [apply K|easy].
- destruct (plus_finite _ _ H) as [Hs Ht]; assert (K := plus_spec _ _ Hs Ht); rewrite H in K.
  destruct fits_format; [|easy]; destruct K as [-> _]; unfold reals in *; now rewrite IHs, IHt.
- destruct (fma_finite _ _ _ H) as (Ha & Hb & Hs); assert (K := fma_spec _ _ _ Ha Hb Hs); rewrite H in K.
  destruct fits_format; [|easy]; destruct K as [-> _]; unfold reals in *; now rewrite IHs.
Qed.

Lemma stored_reals (t : tree float) : Forall (stored (generic_format radix2 fexp)) (terms (reals t)).
Proof.
unfold reals; rewrite terms_map; apply Forall_forall; intros x H; apply in_map_iff in H; destruct H as ([b|a b] & <- & _); simpl; [|easy].
apply (generic_format_B2R prec emax).
Qed.

Section Bounds.
Variables (t : tree float) (l : list (summand R)).
Hypothesis same : Permutation (terms (reals t)) l.
Hypothesis finite : is_finite (run t) = true.
Notation u := (u prec).
Notation n := (count l).

Lemma stored_list : Forall (stored (generic_format radix2 fexp)) l.
Proof. apply Permutation_Forall with (1 := same), stored_reals. Qed.

Theorem run_error :
  Rabs (B2R (run t) - exact l) <= drift u (eta emin) l + INR (Nat.pred n) * u * (absolute l + drift u (eta emin) l).
Proof. rewrite run_is_computed by exact finite; apply float_tree_error; auto using stored_list. Qed.
Theorem run_within_radius : INR (Nat.pred n) * u < 1 -> Rabs (B2R (run t) - exact l) <= radius u (smallest emin) l.
Proof. rewrite run_is_computed by exact finite; apply float_tree_within_radius; auto using stored_list. Qed.
Theorem run_first_order : INR (Nat.pred n) * u <= 1 ->
  Rabs (B2R (run t) - exact l) <= (INR n + 1) * u * absolute l + INR (products l) * smallest emin.
Proof. rewrite run_is_computed by exact finite; apply float_tree_first_order; auto using stored_list. Qed.
End Bounds.

(** Whole numbers need no look at the result. *)
Definition finite_term (x : summand float) := match x with Plain b => is_finite b = true | Product a b => is_finite a = true /\ is_finite b = true end.

Lemma small_fits x : Rabs (rnd x) <= IZR (2 ^ prec) -> fits_format x = true.
Proof.
assert (P := Hprec); unfold FLX.Prec_gt_0 in P; rewrite (IZR_Zpower radix2) by lia.
intros H; unfold fits_format; apply Rlt_bool_true, (Rle_lt_trans _ _ _ H), bpow_lt; exact Hmax.
Qed.

Lemma small_computed (t : tree R) : Forall of_integers (terms t) -> absolute (terms t) <= IZR (2 ^ prec) ->
  computed rnd t = exact (terms t) /\ Rabs (computed rnd t) <= IZR (2 ^ prec).
Proof.
intros W H; assert (E : computed rnd t = exact (terms t)).
{ apply (integers_are_exact prec emin (Znearest to_even)); auto.
  assert (P := Hprec); assert (M := Hmax); unfold FLX.Prec_gt_0, Prec_lt_emax in *; lia. }
split; [exact E|]; rewrite E; apply Rle_trans with (2 := H), exact_le_absolute.
Qed.

Lemma integers_stay_finite t : Forall finite_term (terms t) -> Forall of_integers (terms (reals t)) ->
  absolute (terms (reals t)) <= IZR (2 ^ prec) -> is_finite (run t) = true.
Proof.
induction t as [[b|a b]|s IHs t IHt|a b s IHs]; intros T W H; destruct (small_computed _ W H) as [_ B];
  unfold reals in *;
  cbn [computed terms tree_map term_map run app] in *; try apply small_fits in B.
- now inversion T.
- inversion_clear T as [|? ? Fab _]; destruct Fab as [Fa Fb]; assert (K := times_spec a b); now rewrite B, Fa, Fb in K.
- apply Forall_app in T; destruct T as [Ts Tt]; apply Forall_app in W; destruct W as [Ws Wt].
  unfold absolute in *; rewrite total_app in H.
  assert (As := absolute_ge0 (terms (tree_map B2R s))); assert (At := absolute_ge0 (terms (tree_map B2R t))); unfold absolute in *.
  assert (Fs := IHs Ts Ws ltac:(lra)); assert (Ft := IHt Tt Wt ltac:(lra)); assert (K := plus_spec _ _ Fs Ft).
  rewrite (run_is_computed s Fs), (run_is_computed t Ft) in K; unfold reals in K; now rewrite B in K.
- inversion_clear T as [|? ? Fab Ts]; destruct Fab as [Fa Fb]; inversion_clear W as [|? ? _ Ws].
  unfold absolute, total_of_terms in *; simpl in H; assert (N := Rabs_pos (B2R a * B2R b)).
  assert (Fs := IHs Ts Ws ltac:(lra)); assert (K := fma_spec _ _ _ Fa Fb Fs).
  rewrite (run_is_computed s Fs) in K; unfold reals in K; now rewrite B in K.
Qed.

Theorem run_integers t l : Permutation (terms (reals t)) l -> Forall finite_term (terms t) -> Forall of_integers l ->
  absolute l <= IZR (2 ^ prec) -> is_finite (run t) = true /\ B2R (run t) = exact l.
Proof.
intros P T W H; assert (W' := Permutation_Forall (Permutation_sym P) W).
unfold absolute in H; rewrite <- (total_perm _ _ _ P) in H.
assert (F := integers_stay_finite t T W' H); split; [exact F|]; rewrite run_is_computed by exact F.
destruct (small_computed _ W' H) as [-> _]; apply total_perm, P.
Qed.

(** Trees of numbers m 2^e, run from outside. *)
Definition nearest m e : float := binary_normalize prec emax Hprec Hmax mode_NE m e false.
Definition parts (x : float) : option (Z * Z) :=
  match x with
  | B754_zero _ => Some (0, 0)%Z
  | B754_finite s m e _ => Some (cond_Zopp s (Zpos m), e)
  | _ => None
  end.
Definition run_of (t : tree (Z * Z)) := parts (run (tree_map (fun x => nearest (fst x) (snd x)) t)).

Theorem parts_are_the_number x m e : parts x = Some (m, e) -> is_finite x = true /\ B2R x = IZR m * bpow radix2 e.
Proof.
destruct x as [s| | |s p q H]; try easy; intros E; injection E as <- <-; split; auto; simpl; ring.
Qed.
End Floats.

Definition run32 := run_of 24 128 eq_refl eq_refl.
Definition run64 := run_of 53 1024 eq_refl eq_refl.
