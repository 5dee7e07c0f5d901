(** Sums over channels and over the places of a box, rearranged.

Idea: a formula of a layer sums over channels and taps. Two layers are the same because such a sum is another one with its variable changed by a map
that is one to one, because all of its terms but one are zero, or because channels come in groups.

Definitions: notations only; the sum is [Totals.total].
Results: [total_reindexed], a change of variable; [total_at], where all terms but one are zero; [total_groups]; [total_first], the first apart.
Not proved here: nothing is left open. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Totals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Notation "\total_ ( a <- s ) F" := (total s (fun a => F)) (at level 41, F at level 41, a, s at level 50, format "\total_ ( a  <-  s )  F").
Notation "\total_ ( a < n ) F" := (total (iota 0 n) (fun a => F)) (at level 41, F at level 41, a, n at level 50, format "\total_ ( a  <  n )  F").

Section Sums.
Variables (R : ringType).
Implicit Types (S T : Type).

(** The sum of what is zero but at one place. *)
Lemma total_at (T : eqType) (s : seq T) (at_ : T) (F : T -> R) : uniq s -> at_ \in s ->
  (forall a, a \in s -> a != at_ -> F a = 0) -> total s F = F at_.
Proof. by move=> once there zero; rewrite totalE (bigD1_seq at_) //= big_seq_cond big1 ?addr0 // => a /andP[]; exact: zero. Qed.

(** A change of variable, from [s] to those of [t] that it reaches; elsewhere there is nothing. *)
Lemma total_reindexed (S T : eqType) (s : seq S) (t : seq T) (h : S -> T) (g : T -> S) (F : S -> R) (E : T -> R) :
  uniq s -> uniq t -> {in s, cancel h g} ->
  (forall a, a \in s -> h a \in t) -> (forall a, a \in s -> E (h a) = F a) ->
  (forall u, u \in t -> (g u \in s) && (h (g u) == u) = false -> E u = 0) ->
  total s F = total t E.
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

Lemma total_cat T (s t : seq T) (F : T -> R) : total (s ++ t) F = total s F + total t F.
Proof. by rewrite !totalE big_cat. Qed.
Lemma total_map S T (h : S -> T) (s : seq S) (F : T -> R) : total (map h s) F = total s (fun a => F (h a)).
Proof. by rewrite !totalE big_map. Qed.

(** Groups one after another. *)
Lemma total_groups (g m : nat) (F : nat -> R) : \total_(o < g * m) F o = \total_(h < g) \total_(c < m) F (h * m + c)%N.
Proof.
elim: g => [|g IH]; first by rewrite mul0n.
rewrite mulSnr -[g.+1]addn1 !iotaD !total_cat IH !add0n.
have -> : iota (g * m) m = map (addn (g * m)) (iota 0 m) by rewrite -iotaDl addn0.
by rewrite total_map [in RHS]/total /= addr0.
Qed.

Lemma total_first (n : nat) (F : nat -> R) : \total_(c < n.+1) F c = F 0%N + \total_(c < n) F c.+1.
Proof. by rewrite /total /= -[1%N]addn0 iotaDl foldr_map. Qed.
End Sums.
