(** Sums over results and sums over entries of an argument that are the same sum.

Idea: a formula that is linear in an argument is a sum of products, and so is its gradient. With every product and every test brought inside, both sides of
"the gradient is the adjoint" are one sum over tuples of indices. They are equal if a map takes the tuples of one side to those of the other, one to one
where the tests hold; that the map does so is a question about whole numbers on each axis.

Definitions: [pairs], all pairs of two lists; the tactics [flatten], which brings both sides into this form, and [adjoint], which is given the maps.
Results: [sumb_match], two sums of guarded terms with the same terms.
Not proved here: the laws. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed.
From CNN Require Export Guards.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** ** Guards *)

Section Guards.
Variables (R : ringType).
Implicit Types (b c : bool) (x y : R).

Lemma guardMM b c x y : guard b x * guard c y = guard (b && c) (x * y).
Proof. by rewrite /guard; case: b; case: c; rewrite ?mulr0 ?mul0r. Qed.
Lemma guardG b c x : guard b (guard c x) = guard (b && c) x.
Proof. by rewrite /guard; case: b. Qed.
Lemma guardB b x y : guard b x - guard b y = guard b (x - y).
Proof. by rewrite /guard; case: b; rewrite ?subr0. Qed.
Lemma guard_true x : guard true x = x. Proof. by []. Qed.
Lemma guard_zero b : guard b (0 : R) = 0. Proof. by rewrite /guard; case: b. Qed.
Lemma guard_sumb T b (l : seq T) (F : T -> R) : guard b (sumb l F) = sumb l (fun t => guard b (F t)).
Proof. by rewrite /guard; case: b => //; elim: l => //= t l <-; rewrite addr0. Qed.
End Guards.

(** ** Sums over tuples *)

Definition pairs (S T : Type) (l : seq S) (m : S -> seq T) : seq (S * T) := [seq (a, b) | a <- l, b <- m a].
Lemma mem_pairs (S T : eqType) (l : seq S) (m : S -> seq T) a b : ((a, b) \in pairs l m) = (a \in l) && (b \in m a).
Proof. by apply/allpairsPdep/andP => [[x [y [? ? [-> ->]]]]|[? ?]]; [|exists a, b]. Qed.
Lemma uniq_pairs (S T : eqType) (l : seq S) (m : S -> seq T) : uniq l -> (forall a, uniq (m a)) -> uniq (pairs l m).
Proof. by move=> ul um; apply: allpairs_uniq_dep => [|? _|[a b] [c d] _ _ /= [-> ->]]. Qed.
Lemma sumb_pairs (R : zmodType) (S T : Type) (l : seq S) (m : S -> seq T) (F : S -> T -> R) :
  sumb l (fun a => sumb (m a) (F a)) = sumb (pairs l m) (fun ab => F ab.1 ab.2).
Proof.
have cat (s t : seq (S * T)) E : sumb (s ++ t) E = sumb s E + sumb t E :> R.
  by elim: s => [|x s IH] /=; rewrite ?add0r // IH addrA.
rewrite /pairs; elim: l => //= a l ->; rewrite cat; congr (_ + _).
by elim: (m a) => //= b t ->.
Qed.

Lemma mem_from_sub (G : zmodType) (low : G) (l : seq G) t : (t \in from low l) = (t - low \in l).
Proof. by rewrite /from -{1}(subrK low t) addrC mem_map //; exact: addrI. Qed.

Lemma sumb_match (R : zmodType) (S T : eqType) (l : seq S) (l' : seq T) (B : S -> bool) (B' : T -> bool) (F : S -> R) (F' : T -> R)
    (h : S -> T) (k : T -> S) : uniq l -> uniq l' ->
  (forall x, x \in l -> B x -> [/\ h x \in l', k (h x) = x, B' (h x) & F' (h x) = F x]) ->
  (forall y, y \in l' -> B' y -> [/\ k y \in l, h (k y) = y & B (k y)]) ->
  sumb l (fun x => guard (B x) (F x)) = sumb l' (fun y => guard (B' y) (F' y)).
Proof.
move=> ul ul' there back; apply: (sum_bij (h := h) (k := k)) => // [x|y].
  move=> xl; rewrite /guard; case: ifP => [Bx _|_ /eqP //]; have [? ? -> ->] := there x xl Bx; by [].
move=> yl; rewrite /guard; case: ifP => [By _|_ /eqP //]; have [kl e Bk] := back y yl By.
by have [_ _ _ e'] := there _ kl Bk; rewrite Bk e; split=> //; rewrite -e' e.
Qed.

(** ** Both sides as sums of guarded products *)

Section Steps.
Variables (R : ringType).
Implicit Types (a b c : R).
Lemma step_sum T (l : seq T) (F F' : T -> R) : (forall t, F t = F' t) -> sumb l F = sumb l F'.
Proof. by move=> e; elim: l => //= t l ->; rewrite e. Qed.
Lemma step_mul a a' b b' c : a = a' -> b = b' -> a' * b' = c -> a * b = c. Proof. by move=> -> ->. Qed.
Lemma step_guard t a a' c : a = a' -> guard t a' = c -> guard t a = c. Proof. by move=> ->. Qed.
Lemma step_sub a a' b c : a - b = a' -> a' = c -> a - b = c. Proof. by move=> ->. Qed.
Lemma step_opp a a' c : a = a' -> - a' = c -> - a = c. Proof. by move=> ->. Qed.
Lemma step_zero t a c : a = c -> guard t 0 + a = c. Proof. by rewrite guard_zero add0r. Qed.
Lemma step_sumMl T (l : seq T) (F F' : T -> R) b : (forall t, F t * b = F' t) -> sumb l F * b = sumb l F'.
Proof. by move=> e; rewrite -sumbMl; apply: step_sum. Qed.
Lemma step_sumMr T (l : seq T) (F F' : T -> R) b : (forall t, b * F t = F' t) -> b * sumb l F = sumb l F'.
Proof. by move=> e; rewrite -sumbM; apply: step_sum. Qed.
Lemma step_sumG T (l : seq T) (F F' : T -> R) t : (forall x, guard t (F x) = F' x) -> guard t (sumb l F) = sumb l F'.
Proof. by move=> e; rewrite guard_sumb; apply: step_sum. Qed.
Lemma step_sumN T (l : seq T) (F F' : T -> R) : (forall x, - F x = F' x) -> - sumb l F = sumb l F'.
Proof. by move=> e; rewrite -sumbN; apply: step_sum. Qed.
(* differences *)
Lemma step_sumB T (l : seq T) (F E F' : T -> R) : (forall x, F x - E x = F' x) -> sumb l F - sumb l E = sumb l F'.
Proof. by move=> e; rewrite -sumbB; apply: step_sum. Qed.
Lemma step_guardB t a b c : a - b = c -> guard t a - guard t b = guard t c. Proof. by move=> <-; rewrite guardB. Qed.
Lemma step_mulB a b b' c : b - b' = c -> a * b - a * b' = a * c. Proof. by move=> <-; rewrite mulrBr. Qed.
Lemma step_mulBl a b b' c : b - b' = c -> b * a - b' * a = c * a. Proof. by move=> <-; rewrite mulrBl. Qed.
Lemma step_addB a b b' c : b - b' = c -> (a + b) - (a + b') = c. Proof. by move=> <-; rewrite opprD addrACA subrr add0r. Qed.
Lemma step_addBl a b b' c : b - b' = c -> (b + a) - (b' + a) = c. Proof. by move=> <-; rewrite opprD addrACA subrr addr0. Qed.
Lemma step_moved a v : (a + v) - a = v. Proof. by rewrite addrC addKr. Qed.
Lemma step_oppB a b c : a - b = c -> - a - - b = - c. Proof. by move=> <-; rewrite opprB opprK addrC. Qed.
End Steps.

(** What a difference of two values comes to, where only one argument was moved. *)
Ltac moved := cbv beta; lazymatch goal with
  | |- sumb _ _ - sumb _ _ = _ => eapply step_sumB; intro; moved
  | |- guard _ _ - guard _ _ = _ => eapply step_guardB; moved
  | |- match ?t with true => ?a | false => 0 end - match ?t with true => ?b | false => 0 end = ?c => change (guard t a - guard t b = c); moved
  | |- (?a + ?v) - ?a = _ => exact: step_moved
  | |- ?a * _ - ?a * _ = _ => eapply step_mulB; moved
  | |- _ * ?a - _ * ?a = _ => eapply step_mulBl; moved
  | |- (?a + _) - (?a + _) = _ => eapply step_addB; moved
  | |- (_ + ?a) - (_ + ?a) = _ => eapply step_addBl; moved
  | |- - _ - - _ = _ => eapply step_oppB; moved
  end.

Ltac product := cbv beta; lazymatch goal with
  | |- sumb _ _ * _ = _ => eapply step_sumMl; intro; product
  | |- _ * sumb _ _ = _ => eapply step_sumMr; intro; product
  | |- guard _ _ * guard _ _ = _ => exact: guardMM
  | |- guard _ _ * _ = _ => exact: esym (guardMl _ _ _)
  | |- _ * guard _ _ = _ => exact: esym (guardMr _ _ _)
  | |- _ => reflexivity
  end.
Ltac tested := cbv beta; lazymatch goal with
  | |- guard _ (sumb _ _) = _ => eapply step_sumG; intro; tested
  | |- guard _ (guard _ _) = _ => exact: guardG
  | |- _ => reflexivity
  end.
Ltac opposed := cbv beta; lazymatch goal with
  | |- - (sumb _ _) = _ => eapply step_sumN; intro; opposed
  | |- - (guard _ _) = _ => exact: esym (guardN _ _)
  | |- _ => reflexivity
  end.
Ltac normal := cbv beta; lazymatch goal with
  | |- sumb _ _ = _ => eapply step_sum; intro; normal
  | |- guard _ 0 + _ = _ => eapply step_zero; normal
  | |- _ - _ = _ => first [eapply step_sub; [moved | normal] | reflexivity]
  | |- - _ = _ => eapply step_opp; [normal | opposed]
  | |- _ * _ = _ => eapply step_mul; [normal | normal | product]
  | |- guard _ _ = _ => eapply step_guard; [normal | tested]
  | |- match ?t with true => ?a | false => 0 end = ?c => change (guard t a = c); normal
  | |- _ => reflexivity
  end.
(** A term without a test has the test [true]. *)
Ltac guards := cbv beta; lazymatch goal with
  | |- sumb _ _ = _ => eapply step_sum; intro; guards
  | |- guard _ _ = _ => reflexivity
  | |- _ => symmetry; exact: guard_true
  end.
Ltac side := etransitivity; [normal | etransitivity; [guards|]].
Ltac flatten := side; symmetry; side; symmetry; rewrite ?sumb_pairs; cbv beta.

(** ** Questions about whole numbers, on each axis *)

Section Axes.
Variable G : space.
Implicit Types (i : G).
Lemma axis_nat k n : axis k (n%:R : G) = Z.of_nat n.
Proof. by elim: n => [|n IH]; rewrite ?axis_zero // mulrS axis_add axis_one IH; lia. Qed.
Lemma every_axisP (test : Z -> Z -> bool) (i j : G) : reflect (forall k : nat, (k < rank G)%N -> test (axis k i) (axis k j)) (on_every_axis test i j).
Proof. exact: all_axesP. Qed.
Lemma axis_swapped k i : (k < rank G)%N -> axis k (swap i) = axis (mirror G k) i.
Proof. exact: axis_swap. Qed.
Lemma axis_choose (test : nat -> bool) k i j : (k < rank G)%N -> axis k (choose test i j) = if test k then axis k i else axis k j.
Proof. by move=> lt; rewrite axis_make //; case: (test k). Qed.

(** The coordinate of a place that is made of others, by theirs. *)
Lemma sum_at k i j a b : axis k i = a -> axis k j = b -> axis k (i + j) = (a + b)%Z. Proof. by move=> <- <-; exact: axis_add. Qed.
Lemma product_at k i j a b : axis k i = a -> axis k j = b -> axis k (i * j) = (a * b)%Z. Proof. by move=> <- <-; exact: axis_mul. Qed.
Lemma opposite_at k i a : axis k i = a -> axis k (- i) = (- a)%Z. Proof. by move=> <-; exact: axis_opp. Qed.
Lemma per_axis_at k o i j a b : (k < rank G)%N -> axis k i = a -> axis k j = b -> axis k (per_axis o i j) = o a b.
Proof. by move=> lt <- <-; exact: axis_per. Qed.
Lemma choice_at k test i j a b : (k < rank G)%N -> axis k i = a -> axis k j = b -> axis k (choose test i j) = if test k then a else b.
Proof. by move=> lt <- <-; exact: axis_choose. Qed.
End Axes.

(** An equation for the coordinate of a place, in one step; none if there is nothing to say. *)
Ltac equation_at G k lt i := lazymatch i with
  | @GRing.add _ ?a ?b => let p := known_at G k lt a in let q := known_at G k lt b in constr:(sum_at p q)
  | @GRing.mul _ ?a ?b => let p := known_at G k lt a in let q := known_at G k lt b in constr:(product_at p q)
  | @GRing.opp _ ?a => let p := known_at G k lt a in constr:(opposite_at p)
  | @per_axis _ ?o ?a ?b => let p := known_at G k lt a in let q := known_at G k lt b in constr:(per_axis_at o lt p q)
  | @choose _ ?test ?a ?b => let p := known_at G k lt a in let q := known_at G k lt b in constr:(choice_at test lt p q)
  | @each _ ?n => constr:(@axis_each G k n lt)
  | GRing.zero _ => constr:(@axis_zero G k)
  | GRing.one _ => constr:(@axis_one G k)
  | @GRing.natmul _ (GRing.one _) ?n => constr:(@axis_nat G k n)
  end
with known_at G k lt i := match i with
  | _ => equation_at G k lt i
  | _ => constr:(erefl (axis k i))
  end.
Ltac by_coordinates k lt := do 2 (repeat match goal with
  | |- context [@axis ?G k ?i] => let p := equation_at G k lt i in rewrite (p : @axis G k i = _)
  end; cbv beta).

Ltac booleans := repeat match goal with
  | h : is_true (_ && _) |- _ => case/andP: h => ? ?
  | h : is_true (_ || _) |- _ => case/orP: h => ?
  | h : is_true true |- _ => clear h
  | h : is_true (_ \in zrange _) |- _ => rewrite mem_zrange in h
  | h : is_true (_ \in box _) |- _ => rewrite mem_box /inside in h
  | h : is_true (_ \in from _ _) |- _ => rewrite mem_from_sub in h
  | h : is_true (between _ _ _) |- _ => move/betweenP: h => h
  | h : is_true (Z.leb _ _) |- _ => move/Z.leb_le: h => h
  | h : is_true (Z.ltb _ _) |- _ => move/Z.ltb_lt: h => h
  | h : is_true (Z.eqb _ _) |- _ => move/Z.eqb_eq: h => h
  end.

(** [lia] and [nia] of what is about whole numbers already, which need not be translated. *)
Ltac linear := first [xlia zchecker | lia].
Ltac polynomial := first [xlia zchecker | xnia zchecker | lia | nia].

(** Quotients and remainders by their equations. *)
Ltac divisions := repeat match goal with
  | |- context [Z.div ?a ?b] => divided a b
  | |- context [Z.modulo ?a ?b] => divided a b
  | _ : context [Z.div ?a ?b] |- _ => divided a b
  | _ : context [Z.modulo ?a ?b] |- _ => divided a b
  end
with divided a b := let p := fresh in let q := fresh "quotient" in let r := fresh "remainder" in
  assert (p : (0 < b)%Z) by first [assumption | linear];
  pose proof (Z.div_mod a b (Z.neq_sym _ _ (Z.lt_neq _ _ p))); pose proof (Z.mod_pos_bound a b p);
  set (q := Z.div a b) in *; set (r := Z.modulo a b) in *; clearbody q r.
Ltac one_quotient := repeat match goal with
  | _ : context [Z.div ?a ?b] |- context [Z.div ?c ?b] => tryif constr_eq a c then fail else replace c with a in * by linear
  | |- context [Z.div ?a ?b] => match goal with |- context [Z.div ?c ?b] => tryif constr_eq a c then fail else replace c with a in * by linear end
  end.
(** Quotients and remainders of what is b q + r in one line. *)
Lemma quotient_step b q r : (0 <= r < b)%Z -> ((b * q + r) / b = q)%Z.
Proof. by move=> lt; symmetry; apply: (Z.div_unique_pos _ _ _ r). Qed.
Lemma remainder_step b q r : (0 <= r < b)%Z -> ((b * q + r) mod b = r)%Z.
Proof. by move=> lt; symmetry; apply: (Z.mod_unique_pos _ _ q r). Qed.
Lemma quotient_within a b q : (0 <= a - b * q < b)%Z -> (a / b = q)%Z.
Proof. by move=> lt; symmetry; apply: (Z.div_unique_pos _ _ _ (a - b * q)) => //; lia. Qed.
Lemma remainder_within a b q : (0 <= a - b * q < b)%Z -> (a mod b = a - b * q)%Z.
Proof. by move=> lt; symmetry; apply: (Z.mod_unique_pos _ _ q) => //; lia. Qed.
Ltac quotients := repeat match goal with
  | |- context [Z.div (?b * ?q + ?r) ?b] => rewrite (@quotient_step b q r) ?(@remainder_step b q r); [|linear ..]
  | |- context [Z.modulo (?b * ?q + ?r) ?b] => rewrite (@remainder_step b q r); [|linear ..]
  | |- context [Z.div ?a ?b] => match a with context [Z.mul ?q b] => rewrite (@quotient_within a b q); [|linear ..] end
  | |- context [Z.modulo ?a ?b] => match a with context [Z.mul ?q b] => rewrite (@remainder_within a b q); [|linear ..] end
  end.
(** Remainders that are equal. *)
Lemma remainder_unique a b i k : (0 <= i < b)%Z -> a = (i + k * b)%Z -> (a mod b = i)%Z.
Proof. by move=> lt ->; rewrite Z_mod_plus_full Z.mod_small. Qed.
Lemma remainder_shift k a b c : a = (c + k * b)%Z -> (a mod b = c mod b)%Z.
Proof. by move=> ->; rewrite Z_mod_plus_full. Qed.
Ltac residues := lazymatch goal with
  | |- Z.modulo ?a ?b = Z.modulo ?c ?b => first [apply: (@remainder_shift 0); linear | apply: (@remainder_shift 1); linear | apply: (@remainder_shift (-1)); linear]
  | |- Z.modulo ?e ?b = ?i => match e with context [Z.modulo ?a b] => apply: (@remainder_unique e b i (- (a / b))%Z); divisions; linear end
  end.
Ltac numbers := intros; cbv beta in *; booleans;
  repeat match goal with h : is_true _ |- _ => clear h end; (* questions about places are none for [lia], which looks into them *)
  first [residues | quotients; one_quotient; divisions; polynomial].

(** What is chosen on an axis, both ways. *)
Ltac each_choice := cbv beta; repeat match goal with
  | |- context [if Z.eqb ?a ?b then _ else _] => case: (Z.eqb_spec a b); cbv iota; intro
  | |- context [if Z.leb ?a ?b then _ else _] => case: (Z.leb_spec a b); cbv iota; intro
  end.

Ltac test_of_numbers := lazymatch goal with
  | |- is_true (Z.eqb _ _) => apply/Z.eqb_eq
  | |- is_true (Z.leb _ _) => apply/Z.leb_le
  | |- is_true (Z.ltb _ _) => apply/Z.ltb_lt
  | |- _ => idtac
  end.
Ltac axes := let k := fresh "k" in let lt := fresh "lt" in
  lazymatch goal with
  | |- is_true (within _ _ _) => apply/withinP; intros k lt
  | |- is_true (positive _) => apply/positiveP; intros k lt
  | |- is_true (on_every_axis _ _ _) => apply/every_axisP; intros k lt; cbv beta
  | |- _ = _ => apply: same_axes; intros k lt
  end;
  booleans; repeat match goal with
  | h : is_true (within _ _ _) |- _ => generalize (elimT (withinP _ _ _) h k lt); clear h
  | h : is_true (positive _) |- _ => generalize (elimT (positiveP _) h k lt); clear h
  | h : is_true (nonnegative _) |- _ => generalize (elimT (nonnegativeP _) h k lt); clear h
  | h : is_true (on_every_axis _ _ _) |- _ => generalize (elimT (every_axisP _ _ _) h k lt); clear h
  | h : is_true (all_axes _ _) |- _ => generalize (elimT (all_axesP _ _) h k lt); clear h
  end;
  by_coordinates k lt; each_choice; intros; cbv beta in *; test_of_numbers; numbers.

Ltac test := lazymatch goal with
  | |- is_true (_ && _) => apply/andP; split; test
  | |- is_true true => reflexivity
  | |- is_true (between _ _ _) => apply/betweenP; numbers
  | |- is_true (Z.eqb _ _) => apply/Z.eqb_eq; numbers
  | |- is_true (Z.leb _ _) => apply/Z.leb_le; numbers
  | |- is_true (Z.ltb _ _) => apply/Z.ltb_lt; numbers
  | |- is_true _ => first [match goal with h : is_true ?a |- is_true ?b => constr_eq a b; exact h end | axes | assumption]
  end.

Ltac member := rewrite ?mem_pairs; cbv beta; cbn [fst snd]; rewrite ?(mem_from_sub, mem_zrange, mem_box) /inside; test.
Lemma pair_same (S T : Type) (a c : S) (b d : T) : a = c -> b = d -> (a, b) = (c, d). Proof. by move=> -> ->. Qed.
Lemma opp_same (R : ringType) (a b : R) : a = b -> - a = - b. Proof. by move=> ->. Qed.
Ltac same := cbn [fst snd] in *; lazymatch goal with
  | |- (_, _) = (_, _) => apply: pair_same; same
  | |- ?a = ?a => reflexivity
  | |- @eq ?T _ _ => first [numbers | axes]
  end.

(** The same factors, in some order. *)
Section Orders.
Variables (R : comRingType) (a b c d : R).
Lemma pulled : a = c * d -> a * b = c * b * d. Proof. by move=> ->; rewrite mulrAC. Qed.
Lemma same_last : a = c -> b = d -> a * b = c * d. Proof. by move=> -> ->. Qed.
End Orders.
Ltac head t := lazymatch t with ?f _ => head f | _ => t end.
Ltac pull f := lazymatch goal with |- ?a * ?b = _ => let g := head b in
  tryif constr_eq f g then reflexivity
  else lazymatch a with
    | _ * _ => eapply pulled; pull f
    | _ => let g := head a in constr_eq f g; exact: mulrC
    end
  end.
Ltac ordered := lazymatch goal with
  | |- _ = _ * ?b => let f := head b in etransitivity; [pull f | apply: same_last; [ordered | ordered]]
  | |- ?a = ?a => reflexivity
  | |- ?a = ?b => let f := head a in let g := head b in constr_eq f g; f_equal; same
  end.
Ltac factors := rewrite ?(mulNr, mulrN, opprK) ?mulrA; try apply: opp_same; ordered.

Ltac tuple := repeat match goal with
  | |- forall x : Equality.sort (prod_eqType _ _), _ => case
  | |- forall x : (_ * _)%type, _ => case
  end; let rec entries := lazymatch goal with
  | |- is_true _ -> _ => idtac
  | |- _ => intro; entries end in entries.
Ltac uniqueness := repeat first [apply: uniq_pairs => * | exact: uniq_zrange | exact: uniq_box | apply: uniq_from].

(** [h] takes the tuples of the left side to those of the right side, [k] takes them back; [known] says more of the terms. *)
Tactic Notation "adjoint" constr(h) constr(k) "knowing" tactic(known) := flatten; apply: (sumb_match (h := h) (k := k));
  [ uniqueness | uniqueness
  | tuple; cbn [fst snd]; rewrite ?mem_pairs; cbv beta; cbn [fst snd]; intros; booleans; split; [member | same | test | known; factors]
  | tuple; cbn [fst snd]; rewrite ?mem_pairs; cbv beta; cbn [fst snd]; intros; booleans; split; [member | same | test] ].

Tactic Notation "adjoint" constr(h) constr(k) := adjoint h k knowing idtac.

(** The cases of a law, with its claims about sizes shown. *)
Ltac opened := hnf; repeat (intros; lazymatch goal with |- _ /\ _ => split end); intros; try solve [axes].
