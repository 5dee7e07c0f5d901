(** Sums over lists of places, as programs.

Idea: MathComp's sums are sealed, so that they do not unfold in proofs; these compute. A place may be a number, a pair of numbers, or anything else:
a list says which places there are.

Definitions: [total_over], the sum over a list of places; [values], those of one variable; [couples], those of two variables together.
Results: [total_over] is MathComp's sum, so that its lemmas are at hand; it is linear, and doesn't depend on the order, nor on whether variables are one
or two; [total_reindexed], a change of variable; sums of what is not negative.
Not proved here: nothing is left. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** The sum over a list of places, the values of a variable, and those of two together. *)
Definition total_over (V : ringType) T (s : seq T) (f : T -> V) : V := foldr (fun t rest => f t + rest) 0 s.
Notation values n := (iota 0 n).
Definition couples S T (s : seq S) (t : seq T) : seq (S * T) := flatten (map (fun x => map (pair x) t) s).

Lemma totalE (V : ringType) T (s : seq T) (f : T -> V) : total_over s f = \sum_(t <- s) f t.
Proof. by elim: s => [|t s IH]; rewrite ?big_nil // big_cons -IH. Qed.

Lemma eq_total (V : ringType) T (s : seq T) (f g : T -> V) : f =1 g -> total_over s f = total_over s g.
Proof. by move=> e; elim: s => //= t s ->; rewrite e. Qed.

Arguments eq_total [V T s f] g _.

Lemma eq_total_in (V : ringType) (T : eqType) (s : seq T) (f g : T -> V) : {in s, f =1 g} -> total_over s f = total_over s g.
Proof. by move=> e; rewrite !totalE; apply: eq_big_seq. Qed.

Lemma total_of_pairs (V : ringType) S T (s : seq S) (t : seq T) (f : S * T -> V) : total_over (couples s t) f = total_over s (fun x => total_over t (fun y => f (x, y))).
Proof.
rewrite /couples; elim: s => //= x s IH; rewrite totalE big_cat -!totalE IH; congr (_ + _).
by rewrite totalE big_map -totalE.
Qed.

Lemma total_swaps (V : ringType) S T (s : seq S) (t : seq T) (f : S -> T -> V) :
  total_over s (fun x => total_over t (f x)) = total_over t (fun y => total_over s (fun x => f x y)).
Proof.
transitivity (\sum_(x <- s) \sum_(y <- t) f x y); first by rewrite totalE; apply: eq_bigr => x _; rewrite totalE.
by rewrite exchange_big totalE; apply: eq_bigr => y _; rewrite totalE.
Qed.

Lemma total_reversed (V : ringType) n (f : nat -> V) : total_over (values n) (fun i => f (n.-1 - i)%N) = total_over (values n) f.
Proof.
rewrite !totalE -{1 3}[n]subn0 -/(index_iota 0 n) [RHS]big_nat_rev /= add0n.
by apply: eq_big_nat => i _; congr f; case: n => // n; rewrite subSS.
Qed.

Lemma total_scales (R : ringType) T (s : seq T) (c : R) (f : T -> R) : total_over s (fun t => c * f t) = c * total_over s f.
Proof. by rewrite !totalE mulr_sumr. Qed.

Lemma total_scales_on_the_right (R : ringType) T (s : seq T) (c : R) (f : T -> R) : total_over s (fun t => f t * c) = total_over s f * c.
Proof. by rewrite !totalE mulr_suml. Qed.

Lemma totalD (V : ringType) T (s : seq T) (f g : T -> V) : total_over s (fun t => f t + g t) = total_over s f + total_over s g.
Proof. by rewrite !totalE big_split. Qed.

Lemma total_opposes (V : ringType) T (s : seq T) (f : T -> V) : total_over s (fun t => - f t) = - total_over s f.
Proof. by rewrite !totalE sumrN. Qed.

Lemma total_continues (V : ringType) m n (f : nat -> V) :
  total_over (values (m + n)) f = total_over (values m) f + total_over (values n) (fun i => f (m + i)%N).
Proof. by rewrite !totalE iotaD big_cat add0n -{2}[m]addn0 iotaDl big_map. Qed.

Lemma total_of_zeros (V : ringType) (T : eqType) (s : seq T) (f : T -> V) : {in s, forall t, f t = 0} -> total_over s f = 0.
Proof. by move=> z; rewrite totalE big1_seq // => t /andP[_ /z]. Qed.

Lemma total_of_a_constant (R : ringType) n (c : R) : total_over (values n) (fun _ => c) = c * n%:R.
Proof. by rewrite totalE big_const_seq count_predT size_iota iter_addr_0 mulr_natr. Qed.

Lemma total_at (V : ringType) (T : eqType) (s : seq T) (f : T -> V) t : uniq s -> t \in s -> {in s, forall u, u != t -> f u = 0} -> total_over s f = f t.
Proof.
by move=> us ts z; rewrite totalE (bigD1_seq t) //= big1_seq ?addr0 // => u /andP[ut uS]; apply: z.
Qed.

Arguments total_at [V T s f] t _ _ _.

(** A change of variable, from [s] to those of [t] that it reaches; elsewhere there is nothing. *)
Lemma total_reindexed (V : ringType) (S T : eqType) (s : seq S) (t : seq T) (h : S -> T) (g : T -> S) (F : S -> V) (E : T -> V) :
  uniq s -> uniq t -> {in s, cancel h g} ->
  (forall a, a \in s -> h a \in t) -> (forall a, a \in s -> E (h a) = F a) ->
  (forall u, u \in t -> (g u \in s) && (h (g u) == u) = false -> E u = 0) ->
  total_over s F = total_over t E.
Proof.
move=> s_uniq t_uniq hK into same zero; rewrite !totalE.
rewrite [RHS](bigID (fun u => (g u \in s) && (h (g u) == u))) /= [X in _ + X]big_seq_cond [X in _ + X]big1 ?addr0; last first.
  by move=> u /andP[u_in]; move/negbTE; exact: zero.
rewrite -[RHS]big_filter; have -> : \sum_(a <- s) F a = \sum_(u <- map h s) E u.
  by rewrite big_map; apply: eq_big_seq => a /same.
apply: perm_big; apply: uniq_perm; rewrite ?filter_uniq ?map_inj_in_uniq //.
  by move=> a b /hK {2}<- /hK {2}<- ->.
move=> u; rewrite mem_filter; apply/mapP/idP => [[a a_in ->]|/andP[/andP[g_in /eqP back] _]].
  by rewrite hK // a_in eqxx into.
by exists (g u).
Qed.

Section Positivity.
Variable F : realFieldType.
Implicit Types (S T : eqType).

Lemma mem_couples S T (s : seq S) (t : seq T) x y : ((x, y) \in couples s t) = (x \in s) && (y \in t).
Proof.
rewrite /couples; elim: s => //= a s IH; rewrite mem_cat IH in_cons andb_orl; congr (_ || _).
by apply/mapP/andP => [[b bt [-> ->]]|[/eqP -> yt]]; [rewrite eqxx|exists y].
Qed.

Lemma total_is_nonnegative T (s : seq T) (f : T -> F) : {in s, forall t, 0 <= f t} -> 0 <= total_over s f.
Proof. by move=> f0; rewrite totalE big_seq sumr_ge0. Qed.

Lemma total_is_positive T (s : seq T) (f : T -> F) t : t \in s -> {in s, forall t, 0 < f t} -> 0 < total_over s f.
Proof.
case: s => // a s _ f0; rewrite /= ltr_paddr ?f0 ?mem_head // total_is_nonnegative // => u us.
by rewrite ltW // f0 // in_cons us orbT.
Qed.

Lemma term_is_at_most_total T (s : seq T) (f : T -> F) t : t \in s -> {in s, forall t, 0 <= f t} -> f t <= total_over s f.
Proof.
elim: s => //= a s IH; rewrite in_cons => ts f0.
have s0 : {in s, forall t, 0 <= f t} by move=> u us; rewrite f0 // in_cons us orbT.
case/orP: ts => [/eqP -> |ts]; first by rewrite ler_addl total_is_nonnegative.
by rewrite (le_trans (IH ts s0)) // ler_addr f0 ?mem_head.
Qed.
End Positivity.
