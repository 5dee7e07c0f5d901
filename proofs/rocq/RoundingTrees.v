(** The rounding error of a sum of products in any order, with or without fused multiply-add.

Idea: a program that adds n terms is a binary tree: leaves are numbers and products, nodes are additions, and a node may multiply and add at once.
Rounding to nearest moves a sum by at most [u] times its size, and never by more than the smaller of its two parts, because the other part is a
number to round to. Whichever is less, where trees of n1 and n2 terms meet, the error grows by at most n2 u times the terms of the first and n1 u
times those of the second; so (n - 1) u times all terms bounds the error of the sum, with no condition on n (Jeannerod and Rump 2013, for
sums of numbers).

Definitions: [summand], a number that is added as it is, or a product; [tree], an order in which to add terms, where [Fma] is rnd (a b + s);
[terms], what it adds; [computed], what it gives with every operation rounded; over a list of terms: [exact], the sum; [absolute], the sum g of the
absolute terms; [count], the number n of terms that are not zero; [products], that of products among them; [drift], what the rounding of products
may add to g: u |a b| + eta each; [radius], the one of tier R: drift + gamma (n - 1) (g + drift), gamma that of [Rounding].
Results: [tree_error], drift + (n - 1) u (g + drift), for any set of numbers and any rounding to nearest that obey four inequalities; for every binary
format with gradual underflow, whatever the tie rule, where these are theorems, and where 2 eta is the smallest positive number:
- [float_tree_error], the same bound, for every n;
- [float_tree_within_radius], the radius with 2 eta, where (n - 1) u < 1, as rounding.py has it (float32_..., float64_...);
- [float_tree_first_order], (n + 1) u g + 2 eta products, where (n - 1) u <= 1 (float32_..., float64_...);
- [product_by_one], products by 1 and -1 are exact, so that they may count as numbers;
- [stored_error], one more rounding, to another format, in which a result is kept.
Not proved here: overflow ([FloatTrees] speaks of it); products of more than two factors, other operations, complex numbers. That [radius] is what
rounding.py computes is a test's word: tests/test_rounding_trees.py.
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra Lia ZArith Psatz List Permutation.
From Flocq Require Import Core.
From CNN Require Import Rounding.
Open Scope R_scope.

(** * What is added, and in which order *)

Inductive summand (A : Set) := Plain (b : A) | Product (a b : A).
Inductive tree (A : Set) := Leaf (x : summand A) | Add (s t : tree A) | Fma (a b : A) (s : tree A).
Arguments Plain {A}. Arguments Product {A}. Arguments Leaf {A}. Arguments Add {A}. Arguments Fma {A}.

Fixpoint terms {A} (t : tree A) : list (summand A) :=
  match t with Leaf x => x :: nil | Add s t => terms s ++ terms t | Fma a b s => Product a b :: terms s end.

Definition value_of_term (x : summand R) := match x with Plain b => b | Product a b => a * b end.
Definition is_product {A} (x : summand A) := match x with Plain _ => false | Product _ _ => true end.
Definition nonzero x := if Req_EM_T x 0 then 0%nat else 1%nat.

Definition total_of_terms (f : summand R -> R) l := fold_right (fun x s => f x + s) 0 l.
Definition exact := total_of_terms value_of_term.
Definition absolute := total_of_terms (fun x => Rabs (value_of_term x)).
Definition count (l : list (summand R)) := fold_right (fun x n => (nonzero (value_of_term x) + n)%nat) 0%nat l.
Definition products l := count (filter is_product l).

Lemma total_app f l m : total_of_terms f (l ++ m) = total_of_terms f l + total_of_terms f m.
Proof. induction l as [|x l IH]; simpl; [lra|unfold total_of_terms in *; simpl; rewrite IH; ring]. Qed.
Lemma total_perm f l m : Permutation l m -> total_of_terms f l = total_of_terms f m.
Proof. induction 1; unfold total_of_terms in *; simpl; lra. Qed.
Lemma count_app l m : count (l ++ m) = (count l + count m)%nat.
Proof. induction l as [|x l IH]; simpl; [easy|unfold count in *; simpl; rewrite IH; lia]. Qed.
Lemma count_perm l m : Permutation l m -> count l = count m.
Proof. induction 1; unfold count in *; simpl; lia. Qed.
Lemma total_ge0 f l : (forall x, 0 <= f x) -> 0 <= total_of_terms f l.
Proof. intros H; induction l as [|x l IH]; unfold total_of_terms in *; simpl; [lra|]. specialize (H x); lra. Qed.
Lemma absolute_ge0 l : 0 <= absolute l. Proof. apply total_ge0; intros; apply Rabs_pos. Qed.
Lemma exact_le_absolute l : Rabs (exact l) <= absolute l.
Proof.
induction l as [|x l IH]; unfold exact, absolute, total_of_terms in *; simpl; [rewrite Rabs_R0; lra|].
eapply Rle_trans; [apply Rabs_triang|lra].
Qed.

(** * The bound, for any rounding that is one to nearest *)
Section Abstract.

Variables (F : R -> Prop) (rnd : R -> R) (u eta : R).
Hypothesis u_bounds : 0 <= u <= 1.
Hypothesis eta_ge0 : 0 <= eta.
Hypothesis F_rnd : forall x, F (rnd x).
Hypothesis F_0 : F 0.
Hypothesis rnd_nearest : forall x f, F f -> Rabs (rnd x - x) <= Rabs (f - x).
Hypothesis rnd_any : forall x, Rabs (rnd x - x) <= u * Rabs x + eta.
Hypothesis rnd_sum : forall x y, F x -> F y -> Rabs (rnd (x + y) - (x + y)) <= u * Rabs (x + y).

Fixpoint computed t : R :=
  match t with
  | Leaf (Plain b) => b
  | Leaf (Product a b) => rnd (a * b)
  | Add s t => rnd (computed s + computed t)
  | Fma a b s => rnd (a * b + computed s)
  end.

(** A number that is added as it is has to be one; a product may be one of any two numbers. *)
Definition stored x := match x with Plain b => F b | Product _ _ => True end.

Definition drift1 x := match x with Plain _ => 0 | Product a b => INR (nonzero (a * b)) * (u * Rabs (a * b) + eta) end.
Definition drift := total_of_terms drift1.

Lemma nonzero_0 x : nonzero x = 0%nat -> x = 0. Proof. unfold nonzero; destruct Req_EM_T; easy. Qed.
Lemma nonzero_01 x : nonzero x = 0%nat \/ nonzero x = 1%nat. Proof. unfold nonzero; destruct Req_EM_T; auto. Qed.
Lemma rnd_id x : F x -> rnd x = x.
Proof.
intros H; assert (K := rnd_nearest x x H); rewrite Rminus_eq_0, Rabs_R0 in K.
assert (K' := Rabs_pos (rnd x - x)); assert (Rabs (rnd x - x) = 0) by lra.
destruct (Req_dec (rnd x - x) 0) as [E|E]; [lra|]; now apply Rabs_no_R0 in E.
Qed.
Lemma drift1_ge0 x : 0 <= drift1 x.
Proof.
destruct x as [b|a b]; simpl; [lra|]; apply Rmult_le_pos; [apply pos_INR|].
apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [lra|apply Rabs_pos]|lra].
Qed.
Lemma drift_ge0 l : 0 <= drift l. Proof. apply total_ge0, drift1_ge0. Qed.

(** Terms that are zero leave nothing of all this. *)
Lemma count_0 l : count l = 0%nat -> exact l = 0 /\ absolute l = 0 /\ drift l = 0.
Proof.
induction l as [|x l IH]; unfold count, exact, absolute, drift, total_of_terms in *; simpl; intros H; [auto|].
destruct IH as (-> & -> & ->); [lia|].
assert (E : nonzero (value_of_term x) = 0%nat) by lia; assert (Z := nonzero_0 _ E); rewrite Z, Rabs_R0.
destruct x as [b|a b]; simpl in *; [|rewrite E, Z]; simpl; repeat split; ring.
Qed.

Lemma computed_F t : Forall stored (terms t) -> F (computed t).
Proof. destruct t as [[b|a b]| |]; simpl; auto; intros H; now inversion H. Qed.

(** How far the rounding of one addition moves: the inequality that it all rests on. Each part is within g + (n - 1) u g, k = n - 1; [more] is what a
    product that is fused into the addition may add. *)
Lemma growth k1 k2 g1 g2 v1 v2 : 0 <= k1 -> 0 <= k2 -> 0 <= g1 -> 0 <= g2 ->
  Rabs v1 <= g1 + k1 * u * g1 -> Rabs v2 <= g2 + k2 * u * g2 ->
  forall delta more, 0 <= more ->
  delta <= Rabs v1 + more -> delta <= Rabs v2 + more -> delta <= u * (Rabs v1 + Rabs v2) + more ->
  delta <= (k2 + 1) * u * g1 + (k1 + 1) * u * g2 + more.
Proof.
intros Hk1 Hk2 Hg1 Hg2 H1 H2 delta more Hm Hd1 Hd2 Hd.
assert (Hu := u_bounds).
assert (A1 : 0 <= k1 * u) by nra; assert (A2 : 0 <= k2 * u) by nra.
destruct (Rle_or_lt g2 (u * g1)) as [C|C1]; [|destruct (Rle_or_lt g1 (u * g2)) as [C|C2]].
- assert (k2 * u * g2 <= k2 * u * g1) by (apply Rmult_le_compat_l; nra). nra.
- assert (k1 * u * g1 <= k1 * u * g2) by (apply Rmult_le_compat_l; nra). nra.
- assert (k1 * u * (u * g1) <= k1 * u * g2) by (apply Rmult_le_compat_l; lra).
  assert (k2 * u * (u * g2) <= k2 * u * g1) by (apply Rmult_le_compat_l; lra).
  nra.
Qed.

Definition wide_bound l := absolute l + drift l.
Definition steps l := INR (Nat.pred (count l)).

Lemma wide_ge0 l : 0 <= wide_bound l. Proof. assert (H := absolute_ge0 l); assert (K := drift_ge0 l); unfold wide_bound; lra. Qed.

Definition close t := Rabs (computed t - exact (terms t)) <= drift (terms t) + steps (terms t) * u * wide_bound (terms t).

Lemma computed_bound t : close t -> Rabs (computed t) <= wide_bound (terms t) + steps (terms t) * u * wide_bound (terms t).
Proof.
unfold close; intros H; assert (K := exact_le_absolute (terms t)).
replace (computed t) with ((computed t - exact (terms t)) + exact (terms t)) by ring.
eapply Rle_trans; [apply Rabs_triang|]; unfold wide_bound at 1; lra.
Qed.

Lemma nothing_is_left t : close t -> count (terms t) = 0%nat -> computed t = 0.
Proof.
intros H E; apply computed_bound in H; destruct (count_0 _ E) as (_ & A & D).
unfold wide_bound in H; rewrite A, D in H; destruct (Req_dec (computed t) 0) as [Z|Z]; [easy|].
apply Rabs_pos_lt in Z; lra.
Qed.

Lemma sum_by_parts f s t : total_of_terms f (terms (Add s t)) = total_of_terms f (terms s) + total_of_terms f (terms t).
Proof. apply total_app. Qed.

Lemma close_add s t : Forall stored (terms (Add s t)) -> close s -> close t -> close (Add s t).
Proof.
intros Hst; simpl in Hst; apply Forall_app in Hst; destruct Hst as [Hs Ht].
assert (Fs := computed_F s Hs); assert (Ft := computed_F t Ht); intros Cs Ct.
assert (Bs := computed_bound s Cs); assert (Bt := computed_bound t Ct).
assert (Es := nothing_is_left s Cs); assert (Et := nothing_is_left t Ct).
assert (Zs := count_0 (terms s)); assert (Zt := count_0 (terms t)).
assert (N : count (terms (Add s t)) = (count (terms s) + count (terms t))%nat) by apply count_app.
unfold close, steps, wide_bound, exact, absolute, drift in *; rewrite N, !sum_by_parts; simpl computed.
destruct (count (terms s)) as [|n].
{ rewrite Es, Rplus_0_l, rnd_id by auto; destruct Zs as (-> & -> & ->); auto.
  simpl (0 + _)%nat; rewrite !Rplus_0_l; exact Ct. }
destruct (count (terms t)) as [|m].
{ rewrite Et, Rplus_0_r, rnd_id by auto; destruct Zt as (-> & -> & ->); auto.
  rewrite Nat.add_0_r, !Rplus_0_r; exact Cs. }
clear Es Et Zs Zt N; simpl Nat.pred in *; rewrite Nat.add_succ_r, S_INR, plus_INR.
set (v := computed s) in *; set (w := computed t) in *.
assert (As := absolute_ge0 (terms s)); assert (At := absolute_ge0 (terms t)).
assert (Ds := drift_ge0 (terms s)); assert (Dt := drift_ge0 (terms t)); unfold absolute, drift in *.
assert (D1 := rnd_nearest (v + w) w Ft); assert (D2 := rnd_nearest (v + w) v Fs); assert (D3 := rnd_sum v w Fs Ft).
replace (w - (v + w)) with (- v) in D1 by ring; replace (v - (v + w)) with (- w) in D2 by ring; rewrite Rabs_Ropp in D1, D2.
set (delta := Rabs (rnd (v + w) - (v + w))) in *.
assert (T := Rabs_triang v w).
assert (D : delta <= u * (Rabs v + Rabs w) + 0).
{ rewrite Rplus_0_r; apply Rle_trans with (1 := D3), Rmult_le_compat_l; lra. }
assert (G := growth _ _ _ _ v w (pos_INR n) (pos_INR m) (Rplus_le_le_0_compat _ _ As Ds) (Rplus_le_le_0_compat _ _ At Dt) Bs Bt
  delta 0 (Rle_refl 0) ltac:(lra) ltac:(lra) D).
match type of Cs with Rabs ?x <= _ => set (es := x) in * end; match type of Ct with Rabs ?x <= _ => set (et := x) in * end.
match goal with |- Rabs ?x <= _ => replace x with ((rnd (v + w) - (v + w)) + (es + et)) by (unfold es, et; ring) end.
apply Rle_trans with (1 := Rabs_triang _ _); fold delta; assert (T2 := Rabs_triang es et); lra.
Qed.

Lemma close_fma a b s : Forall stored (terms (Fma a b s)) -> close s -> close (Fma a b s).
Proof.
intros Hs; simpl in Hs; inversion_clear Hs as [|? ? _ H]; assert (Fs := computed_F s H); intros Cs.
assert (Bs := computed_bound s Cs); assert (Es := nothing_is_left s Cs); assert (Zs := count_0 (terms s)).
unfold close, steps, wide_bound, exact, absolute, drift in *.
change (terms (Fma a b s)) with (Product a b :: terms s).
change (count (Product a b :: terms s)) with (nonzero (a * b) + count (terms s))%nat.
change (computed (Fma a b s)) with (rnd (a * b + computed s)).
unfold total_of_terms at 1 2 3 4; simpl fold_right; fold (total_of_terms value_of_term (terms s)) (total_of_terms drift1 (terms s)) (total_of_terms (fun x => Rabs (value_of_term x)) (terms s)).
set (p := a * b) in *; set (v := computed s) in *.
destruct (nonzero_01 p) as [P|P]; rewrite P.
{ apply nonzero_0 in P; rewrite P, Rabs_R0; simpl (0 + _)%nat; simpl (INR 0); rewrite rnd_id by (rewrite Rplus_0_l; auto).
  rewrite !Rmult_0_l, !Rplus_0_l; exact Cs. }
simpl (INR 1); rewrite Rmult_1_l; assert (Ap := Rabs_pos p).
assert (Up : 0 <= u * Rabs p) by (apply Rmult_le_pos; lra).
destruct (count (terms s)) as [|n].
{ rewrite Es by auto; rewrite Rplus_0_r; destruct Zs as (-> & -> & ->); auto.
  simpl Nat.pred; simpl (INR 0); rewrite !Rmult_0_l, !Rplus_0_r; apply rnd_any. }
simpl Nat.pred in *; rewrite S_INR.
assert (As := absolute_ge0 (terms s)); assert (Ds := drift_ge0 (terms s)); unfold absolute, drift in *.
assert (D1 := rnd_nearest (p + v) v Fs); assert (D2 := rnd_nearest (p + v) (rnd p) (F_rnd p)).
assert (D3 := rnd_any (p + v)); assert (Dp := rnd_any p); assert (T := Rabs_triang p v).
replace (v - (p + v)) with (- p) in D1 by ring; rewrite Rabs_Ropp in D1.
replace (rnd p - (p + v)) with ((rnd p - p) + - v) in D2 by ring.
assert (T2 := Rabs_triang (rnd p - p) (- v)); rewrite Rabs_Ropp in T2.
set (delta := Rabs (rnd (p + v) - (p + v))) in *; set (more := u * Rabs p + eta) in *.
assert (Hm : 0 <= more) by (unfold more; lra).
assert (D : delta <= u * (Rabs p + Rabs v) + more).
{ assert (u * Rabs (p + v) <= u * (Rabs p + Rabs v)) by (apply Rmult_le_compat_l; lra). unfold more; lra. }
assert (G := growth 0 _ (Rabs p + more) _ p v (Rle_refl 0) (pos_INR n) ltac:(lra) (Rplus_le_le_0_compat _ _ As Ds) ltac:(lra) Bs
  delta more Hm ltac:(lra) ltac:(lra) D).
match type of Cs with Rabs ?x <= _ => set (es := x) in * end.
match goal with |- Rabs ?x <= _ => replace x with ((rnd (p + v) - (p + v)) + es) by (unfold es; ring) end.
apply Rle_trans with (1 := Rabs_triang _ _); fold delta; lra.
Qed.

Theorem tree_error t : Forall stored (terms t) ->
  Rabs (computed t - exact (terms t)) <= drift (terms t) + steps (terms t) * u * wide_bound (terms t).
Proof.
induction t as [[b|a b]|s IHs t IHt|a b s IHs]; intros H.
- unfold exact, drift, total_of_terms; simpl; replace (b - (b + 0)) with 0 by ring; rewrite Rabs_R0.
  assert (K := wide_ge0 (Plain b :: nil)); unfold steps; simpl; destruct (nonzero_01 b) as [-> | ->]; simpl; lra.
- assert (S : steps (terms (Leaf (Product a b))) = 0).
  { unfold steps; simpl; now destruct (nonzero_01 (a * b)) as [-> | ->]. }
  rewrite S; unfold exact, drift, total_of_terms; simpl; rewrite !Rplus_0_r, Rmult_0_l, Rmult_0_l, Rplus_0_r.
  destruct (nonzero_01 (a * b)) as [P|P]; rewrite P; simpl; [|rewrite Rmult_1_l; apply rnd_any].
  rewrite (nonzero_0 _ P), rnd_id by auto; rewrite Rminus_0_r, Rabs_R0; lra.
- assert (K := H); simpl in K; apply Forall_app in K; destruct K; apply close_add; [exact H| now apply IHs | now apply IHt].
- assert (K := H); simpl in K; inversion K; apply close_fma; [exact H|now apply IHs].
Qed.
End Abstract.

(** * The radius of tier R *)
Section Radius.
Variables u eta : R.
Hypothesis u_bounds : 0 <= u <= 1.
Hypothesis eta_ge0 : 0 <= eta.
Notation drift := (drift u).
Notation D := (drift eta).

Definition radius l := D l + gamma u (Nat.pred (count l)) * (absolute l + D l).

Lemma gamma_ge n : INR n * u < 1 -> INR n * u <= gamma u n.
Proof.
intros H; assert (HN := pos_INR n); assert (K : 0 <= INR n * u) by (apply Rmult_le_pos; lra).
unfold gamma; apply Rmult_le_reg_r with (1 - INR n * u); [lra|].
replace (INR n * u / (1 - INR n * u) * (1 - INR n * u)) with (INR n * u) by (field; lra); nra.
Qed.

Lemma wide_at l : 0 <= absolute l + D l.
Proof. apply Rplus_le_le_0_compat; [apply absolute_ge0|apply drift_ge0; assumption]. Qed.

Lemma linear_within_radius l : INR (Nat.pred (count l)) * u < 1 ->
  D l + INR (Nat.pred (count l)) * u * (absolute l + D l) <= radius l.
Proof.
intros H; apply Rplus_le_compat_l, Rmult_le_compat_r; [apply wide_at|now apply gamma_ge].
Qed.

Lemma drift_of_products l : D l <= u * absolute l + INR (products l) * eta.
Proof.
unfold products, absolute; induction l as [|[b|a b] l IH]; unfold RoundingTrees.drift, total_of_terms in *; simpl; [lra| |].
- assert (H := Rabs_pos b); assert (K := Rmult_le_pos _ _ (proj1 u_bounds) H); lra.
- rewrite plus_INR; assert (H := Rabs_pos (a * b)); assert (K := Rmult_le_pos _ _ (proj1 u_bounds) H).
  destruct (nonzero_01 (a * b)) as [-> | ->]; simpl; lra.
Qed.

Lemma linear_is_first_order l : INR (Nat.pred (count l)) * u <= 1 ->
  D l + INR (Nat.pred (count l)) * u * (absolute l + D l) <= (INR (count l) + 1) * u * absolute l + INR (products l) * (2 * eta).
Proof.
intros H; assert (A := absolute_ge0 l); assert (K := drift_of_products l); assert (HD := drift_ge0 u eta u_bounds eta_ge0 l).
destruct (count l) as [|n] eqn:E.
- destruct (count_0 u eta u_bounds l E) as (_ & -> & ->); simpl; assert (P := pos_INR (products l)); nra.
- rewrite S_INR in *; simpl Nat.pred in *; set (k := INR n * u) in *.
  assert (Hk : 0 <= k) by (apply Rmult_le_pos; [apply pos_INR|lra]).
  assert (k * D l <= 1 * D l) by (apply Rmult_le_compat_r; lra).
  replace ((INR n + 1 + 1) * u * absolute l) with (k * absolute l + 2 * (u * absolute l)) by (unfold k; ring). lra.
Qed.
End Radius.

Lemma drift_mono u eta tiny l : eta <= tiny -> drift u eta l <= drift u tiny l.
Proof.
intros H; induction l as [|[b|a b] l IH]; unfold drift, total_of_terms in *; simpl; [lra|lra|].
destruct (nonzero_01 (a * b)) as [-> | ->]; simpl; lra.
Qed.

Lemma radius_mono u eta tiny l : 0 <= u -> INR (Nat.pred (count l)) * u < 1 -> eta <= tiny -> radius u eta l <= radius u tiny l.
Proof.
intros Hu H He; assert (K := drift_mono u eta tiny l He); unfold radius.
assert (G : 0 <= gamma u (Nat.pred (count l))).
{ unfold gamma; apply Rmult_le_pos; [apply Rmult_le_pos; [apply pos_INR|easy]|]. apply Rlt_le, Rinv_0_lt_compat; lra. }
assert (gamma u (Nat.pred (count l)) * (absolute l + drift u eta l) <= gamma u (Nat.pred (count l)) * (absolute l + drift u tiny l)).
{ apply Rmult_le_compat_l; lra. }
lra.
Qed.

(** * The four inequalities hold in every binary format of [prec] digits whose smallest positive number is [2 ^ emin] *)
Section Binary.
Variables (prec emin : Z) (choice : Z -> bool).
Context {Hprec : Prec_gt_0 prec}.
Notation fexp := (FLT_exp emin prec).
Notation rnd := (rnd prec emin choice).
Notation u := (u prec).
Notation eta := (eta emin).
Notation F := (generic_format radix2 fexp).
Definition smallest := bpow radix2 emin.

Lemma u_between : 0 <= u <= 1.
Proof.
split; [apply Rlt_le, u_gt0|]; unfold Rounding.u.
assert (H : bpow radix2 (- prec + 1) <= bpow radix2 0) by (apply bpow_le; unfold Prec_gt_0 in Hprec; lia).
simpl in H; lra.
Qed.
Lemma eta_is_half : 2 * eta = smallest. Proof. unfold Rounding.eta, smallest; field. Qed.
Lemma eta_at_least_0 : 0 <= eta. Proof. unfold Rounding.eta; assert (H := bpow_gt_0 radix2 emin); lra. Qed.
Lemma rnd_is_nearest x f : F f -> Rabs (rnd x - x) <= Rabs (f - x).
Proof. intros H; destruct (round_N_pt radix2 fexp choice x) as [_ K]; now apply K. Qed.
Lemma F_of_rnd x : F (rnd x). Proof. apply generic_format_round; auto with typeclass_instances. Qed.

Theorem float_tree_error t l : Permutation (terms t) l -> Forall (stored F) l ->
  Rabs (computed rnd t - exact l) <= drift u eta l + INR (Nat.pred (count l)) * u * (absolute l + drift u eta l).
Proof.
intros P H; assert (K : Forall (stored F) (terms t)) by (now apply (Permutation_Forall (Permutation_sym P))).
unfold exact, absolute, drift; rewrite <- !(total_perm _ _ _ P), <- (count_perm _ _ P).
apply (tree_error F rnd u eta); auto using u_between, eta_at_least_0, F_of_rnd, rnd_is_nearest, rnd_err, rnd_plus.
apply generic_format_0.
Qed.

Theorem float_tree_within_radius t l : Permutation (terms t) l -> Forall (stored F) l -> INR (Nat.pred (count l)) * u < 1 ->
  Rabs (computed rnd t - exact l) <= radius u smallest l.
Proof.
intros P H N; apply Rle_trans with (1 := float_tree_error t l P H).
apply Rle_trans with (radius u eta l).
- apply linear_within_radius; auto using u_between, eta_at_least_0.
- apply radius_mono; auto; [apply u_between|]; rewrite <- eta_is_half; assert (K := eta_at_least_0); lra.
Qed.

Theorem float_tree_first_order t l : Permutation (terms t) l -> Forall (stored F) l -> INR (Nat.pred (count l)) * u <= 1 ->
  Rabs (computed rnd t - exact l) <= (INR (count l) + 1) * u * absolute l + INR (products l) * smallest.
Proof.
intros P H N; apply Rle_trans with (1 := float_tree_error t l P H); rewrite <- eta_is_half.
apply linear_is_first_order; auto using u_between, eta_at_least_0.
Qed.

(** Products by 1 and -1 are numbers, as [radius] may count them. *)
Lemma times_one a b : a = 1 \/ a = -1 -> F b -> F (a * b).
Proof.
intros [-> | ->] H; [now rewrite Rmult_1_l|]; replace (-1 * b) with (- b) by ring; now apply generic_format_opp.
Qed.
Theorem product_by_one a b s : a = 1 \/ a = -1 -> F b ->
  computed rnd (Leaf (Product a b)) = computed rnd (Leaf (Plain (a * b))) /\
  computed rnd (Fma a b s) = computed rnd (Add (Leaf (Plain (a * b))) s).
Proof.
intros A H; split; [|reflexivity]; simpl; apply round_generic; [auto with typeclass_instances|now apply times_one].
Qed.
End Binary.

(** A result that is kept in another format: one more rounding. *)
Theorem stored_error prec emin choice {Hprec : Prec_gt_0 prec} v x r : Rabs (v - x) <= r ->
  Rabs (rnd prec emin choice v - x) <= r + (u prec * (Rabs x + r) + eta emin).
Proof.
intros H; assert (K := rnd_err prec emin choice v); assert (B := u_between prec).
assert (Rabs v <= Rabs x + r).
{ replace v with ((v - x) + x) by ring; eapply Rle_trans; [apply Rabs_triang|]; lra. }
assert (u prec * Rabs v <= u prec * (Rabs x + r)) by (apply Rmult_le_compat_l; lra).
replace (rnd prec emin choice v - x) with ((rnd prec emin choice v - v) + (v - x)) by ring.
eapply Rle_trans; [apply Rabs_triang|]; lra.
Qed.

#[export] Instance prec24 : Prec_gt_0 24. Proof. reflexivity. Qed.
Definition to_even z := negb (Z.even z).
Definition float32_tree_within_radius := float_tree_within_radius 24 (-149) to_even.
Definition float64_tree_within_radius := float_tree_within_radius 53 (-1074) to_even.
Definition float32_tree_first_order := float_tree_first_order 24 (-149) to_even.
Definition float64_tree_first_order := float_tree_first_order 53 (-1074) to_even.
