(** Laws of max-pooling among equal entries, and among entries one of which may be NaN.

Idea: NaN counts as larger than any number, so that the maximum of a window is NaN exactly where the window sees one. Of equal entries the first
is the largest: whole numbers, multiplied by the number of places and lessened by their place, keep their order and come apart, since taps read places
in the order of their numbers.

Definitions: [max_pool_of_numbers], the maximum among entries that may be NaN, which is [None]; [with_nan], [tilted] and the other words of the laws.
Results: each theorem is a law of [pooling], under its name.
Not proved here: what a processor does with NaN. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas PoolingMaxLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** NaN *)

Section NaN.
Variables (R : realDomainType) (G : space) (N C : nat) (x : nat -> nat -> G -> R).
Variables (H kernel_size stride dilation p q : G) (ceil_mode : bool).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).

Definition maximum_of_numbers (s : seq (option R)) : option R := if None \in s then None else Some (maximum (pmap id s)).
Definition max_pool_of_numbers (X : images G (option R)) w : images G (option R) := Image (image_count X) (channels X) (positions (image_sizes X) w)
  (fun n c i => maximum_of_numbers [seq pixel X n c j | j <- window (image_sizes X) w i]).

(** An entry, or zero outside. *)
Definition entry_of_numbers (X : images G (option R)) n c i : option R :=
  if [&& (n < image_count X)%N, (c < channels X)%N & inside (image_sizes X) i] then pixel X n c i else Some 0.

Definition nan_at (m : G) (X : images G R) := Image (image_count X) (channels X) (image_sizes X) (fun n c i => if i == m then None else Some (pixel X n c i)).
Definition middle (i : G) : G := make G (fun k => axis k i / 2)%Z.
Definition with_nan (X : images G R) := nan_at (middle (image_sizes X)) X.
Definition first_nan (X : images G R) := nan_at 0 X.
Definition at_the_nan (X : images G R) := Image (image_count X) (channels X) (image_sizes X) (fun n c i => if i == middle (image_sizes X) then 1 else 0 * pixel X n c i).
Definition nan_where (Y S : images G R) := both (fun y s : R => if s == 1 then None else Some y) Y S.
Definition turned_image T (X : images G T) := Image (image_count X) (channels X) (image_sizes X) (fun n c i => pixel X n c (image_sizes X - 1 - i)).

Lemma same_numbers (Y Z : images G (option R)) n c i : image_count Y = image_count Z -> channels Y = channels Z -> inside (image_sizes Y) i = inside (image_sizes Z) i ->
  (inside (image_sizes Y) i -> pixel Y n c i = pixel Z n c i) -> entry_of_numbers Y n c i = entry_of_numbers Z n c i.
Proof. by rewrite /entry_of_numbers => -> -> E YZ; rewrite -E; case: (boolP (inside _ i)) => ii; rewrite ?andbF // YZ. Qed.

Lemma nan_is_seen (f : G -> R) m s : (None \in [seq if j == m then None else Some (f j) | j <- s]) = (m \in s).
Proof. by elim: s => //= a s IH; rewrite !inE IH [m == a]eq_sym; case: (a == m). Qed.

Theorem max_pool_passes_nan_on : proper H given -> forall n c i,
  entry_of_numbers (max_pool_of_numbers (with_nan X) given) n c i = entry_of_numbers (nan_where (max_pool X given) (max_pool (at_the_nan X) given)) n c i.
Proof.
move=> ok n c i; apply: same_numbers => //= ii; rewrite /maximum_of_numbers nan_is_seen.
set s := window H given i; have s0 : s != [::] := proper_meets ok ii; set m := middle H.
set marks := [seq if j == m then 1 else 0 * x n c j | j <- s].
have marks0 : marks != [::] by rewrite /marks; case: (s) s0.
have marked : (maximum marks == 1) = (m \in s).
  apply/eqP/idP => [E|ms].
    have /mapP[j js] := maximum_is_one marks0; rewrite E; case: eqP => [<- //|_ /eqP]; by rewrite mul0r oner_eq0.
  apply/eqP; rewrite eq_le maximum_is_least //=; last by move=> v /mapP[j _ ->]; case: ifP; rewrite ?mul0r ?ler01 ?lexx.
  by apply/maximum_bounds/mapP; exists m; rewrite ?eqxx.
rewrite marked; case: (boolP (m \in s)) => // ms; congr (Some (maximum _)).
elim: (s) ms => //= a t IH; rewrite inE negb_or eq_sym => /andP[/negbTE-> /IH ->] //.
Qed.

Theorem max_pool_nan_may_stand_anywhere : positive H -> forall n c i,
  entry_of_numbers (max_pool_of_numbers (turned_image (first_nan X)) (Windows H H 1 0 0 false)) n c i =
  entry_of_numbers (max_pool_of_numbers (first_nan X) (Windows H H 1 0 0 false)) n c i.
Proof.
move=> H0 n c i; apply: same_numbers => //=; rewrite positions_whole // => /only_place ->; rewrite (window_whole H) /maximum_of_numbers.
have /positiveP H1 := H0.
rewrite nan_is_seen mem_box (_ : inside H 0); last by apply/insideP => k lt; rewrite axis_zero; have := H1 k lt; lia.
rewrite (_ : None \in _) //; apply/mapP; exists (H - 1); last by rewrite subrr eqxx.
by rewrite mem_box; apply/insideP => k lt; rewrite !axisE; have := H1 k lt; lia.
Qed.
End NaN.

(** ** Equal entries *)

(** Rows of numbers as in a dictionary; they come in this order, and their numbers do. *)
Fixpoint comes_before (s t : seq Z) := if s is a :: s' then if t is b :: t' then Z.ltb a b || Z.eqb a b && comes_before s' t' else false else false.
Fixpoint number_of_place (image_sizes s : seq Z) f := if image_sizes is h :: sizes' then if s is a :: s' then number_of_place sizes' s' (f * h + a)%Z else f else f.
Definition digits image_sizes s := all2 (fun a h => between 0 h a) s image_sizes.

Lemma pairwise_zrange h : pairwise Z.ltb (zrange h).
Proof.
rewrite pairwise_map; apply: (sub_pairwise (r := ltn)); first by move=> a b; rewrite /= => ab; apply/Z.ltb_lt; lia.
by rewrite -sorted_pairwise ?iota_ltn_sorted //; apply: ltn_trans.
Qed.

Lemma pairwise_rows image_sizes : pairwise comes_before (rows image_sizes).
Proof.
elim: image_sizes => //= h t IH; elim: (zrange h) (pairwise_zrange h) => //= a l IHl /andP[/allP al /IHl {}IHl].
rewrite pairwise_cat IHl andbT pairwise_map; apply/andP; split.
  apply/allrelP => u v /mapP[s _ ->] /allpairsP[[b r] /= [bl _ ->]] /=; by rewrite al.
by apply: sub_pairwise IH => u v /= ->; rewrite Z.eqb_refl orbT.
Qed.

Lemma number_bounds image_sizes s f : digits image_sizes s -> (0 <= f)%Z ->
  (0 <= number_of_place image_sizes s f)%Z /\ (number_of_place image_sizes s f < (f + 1) * Z.of_nat (size (rows image_sizes)))%Z.
Proof.
elim: image_sizes s f => [|h t IH] [|a s] f //=; first by lia.
case/andP => /betweenP ah st f0; have [lo hi] := IH s (f * h + a)%Z st ltac:(nia); split=> //; apply: Z.lt_le_trans hi _.
rewrite size_allpairs /zrange size_map size_iota; nia.
Qed.

Lemma number_below image_sizes s t f g : digits image_sizes s -> digits image_sizes t -> (f < g)%Z -> (number_of_place image_sizes s f < number_of_place image_sizes t g)%Z.
Proof.
elim: image_sizes s t f g => [|h r IH] [|a s] [|b t] f g //= /andP[/betweenP ah ds] /andP[/betweenP bh dt] fg.
by apply: IH => //; nia.
Qed.

Lemma number_earlier image_sizes s t f : digits image_sizes s -> digits image_sizes t -> comes_before s t -> (number_of_place image_sizes s f < number_of_place image_sizes t f)%Z.
Proof.
elim: image_sizes s t f => [|h r IH] [|a s] [|b t] f //= /andP[/betweenP ah ds] /andP[/betweenP bh dt] /orP[/Z.ltb_lt ab|/andP[/Z.eqb_eq -> st]].
  by apply: number_below => //; nia.
exact: IH.
Qed.

Section Ties.
Variables (G : space) (N C : nat) (x : nat -> nat -> G -> Z) (H kernel_size stride dilation p q : G) (ceil_mode : bool).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).
Implicit Types (i j : G) (f : G -> Z).

Lemma flat_is_a_number i : flat H i = number_of_place (coordinates H) (coordinates i) 0.
Proof. by rewrite /flat /coordinates; elim: (iota 0 _) 0%Z => //= k s IH f; rewrite IH. Qed.

Lemma inside_digits i : inside H i = digits (coordinates H) (coordinates i).
Proof.
rewrite /inside /within /all_axes /digits /coordinates; elim: (iota 0 _) => //= k s ->.
by rewrite axis_zero.
Qed.

Lemma flat_bounds i : inside H i -> (0 <= flat H i < Z.of_nat (size (box H)))%Z.
Proof. by rewrite inside_digits flat_is_a_number size_map -/(coordinates H) => d; have := @number_bounds _ _ 0 d (Z.le_refl 0); lia. Qed.

(** A window sees its places in the order of their numbers. *)
Lemma pairwise_window i : positive dilation -> pairwise (fun i j => Z.ltb (flat H i) (flat H j)) (window H given i).
Proof.
move=> /positiveP d0.
have B : pairwise (fun i j => comes_before (coordinates i) (coordinates j)) [seq place given i a | a <- box kernel_size].
  rewrite -map_comp pairwise_map; apply: (sub_in_pairwise (P := [pred s | size s == rank G]) _ _ (pairwise_rows _)); last first.
    by apply/allP => s /size_row; rewrite size_map size_iota inE => ->.
  move=> s t; rewrite !inE => /eqP Es /eqP Et st /=.
  have : comes_before (coordinates (make G (nth 0%Z s))) (coordinates (make G (nth 0%Z t))) by rewrite !makeK.
  move: (make G _) (make G _) => a b; rewrite /coordinates /place /=.
  have : {subset iota 0 (rank G) <= [pred k | (k < rank G)%N]} by move=> k; rewrite mem_iota.
  elim: (iota 0 _) => //= k r IH sub; have kG : (k < rank G)%N := sub k (mem_head k r).
  have rG : {subset r <= [pred k | (k < rank G)%N]} by move=> l lr; apply: sub; rewrite inE lr orbT.
  have {}IH := IH rG.
  have := d0 k kG; rewrite !axisE => dk /orP[/Z.ltb_lt ab|/andP[/Z.eqb_eq ab /IH ->]].
    by apply/orP; left; apply/Z.ltb_lt; nia.
  by rewrite ab Z.eqb_refl orbT.
apply: (sub_in_pairwise (P := inside H) _ _ (pairwise_filter _ B)); last by apply/allP => j; rewrite mem_filter => /andP[].
by move=> a b; rewrite !flat_is_a_number ![_ \in _]inside_digits => da db ab; apply/Z.ltb_lt/number_earlier.
Qed.

Definition tilted (X : images G Z) := Image (image_count X) (channels X) (image_sizes X)
  (fun n c i => pixel X n c i * Z.of_nat (size (box (image_sizes X))) - flat (image_sizes X) i)%Z.

Lemma first_of_tilted f s d : let P := Z.of_nat (size (box H)) in all (inside H) (d :: s) ->
  (forall a, a \in s -> flat H a <= flat H d)%Z -> pairwise (fun i j => Z.ltb (flat H i) (flat H j)) s ->
  let first f := foldr (fun j best => if f best <= f j then j else best) d s in
  first f = first (fun j => f j * P - flat H j)%Z /\ first f \in d :: s.
Proof.
move=> P; elim: s => [|a s IH] /=; first by rewrite inE eqxx.
move=> /and3P[dH aH sH] sd /andP[/allP as_ ps]; case: IH => //; first by rewrite /= dH.
  by move=> b bs; apply: sd; rewrite inE bs orbT.
move=> <-; set b := foldr _ _ _ => bs.
have ab : (flat H a <= flat H b)%Z.
  by move: bs; rewrite inE => /orP[/eqP->|/as_ /Z.ltb_lt]; [apply: sd; rewrite mem_head|lia].
have bH : inside H b by move: bs; rewrite inE => /orP[/eqP->|/(allP sH)].
have E : (f b <= f a) = (Z.sub (Z.mul (f b) P) (flat H b) <= Z.sub (Z.mul (f a) P) (flat H a)).
  have := flat_bounds aH; have := flat_bounds bH; rewrite -/P => ? ?.
  by apply: (sameP (Z.leb_spec0 _ _)); apply: (iffP (Z.leb_spec0 _ _)); nia.
rewrite -E; split=> //; case: ifP => _; rewrite !inE ?eqxx ?orbT //.
by move: bs; rewrite inE => /orP[->|->]; rewrite ?orbT.
Qed.

Theorem max_pool_indices_prefers_the_first : proper H given -> forall n c i,
  entry_of (max_pool_indices X given) n c i = entry_of (max_pool_indices (tilted X) given) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= _ _; congr flat.
have := pairwise_window i (proper_dilation ok); have : all (inside H) (window H given i) by apply/allP => j; rewrite mem_filter => /andP[].
rewrite /first_largest => sH ps; case E : (window H given i) => [|a s] //; rewrite -E.
have d_in : last 0 (window H given i) \in window H given i by rewrite E /= mem_last.
have [] // := @first_of_tilted (x n c) (window H given i) (last 0 (window H given i)).
  by rewrite /= sH (allP sH).
move: ps; rewrite {}E /=; elim: s a {sH d_in} => [|b s IH] a /=; first by move=> _ u; rewrite inE => /eqP->; lia.
move=> /and3P[/andP[/Z.ltb_lt ab as_] bs ps] u; rewrite inE => /orP[/eqP->|us]; last by apply: IH us; rewrite /= bs.
by have := IH b; rewrite /= bs => /(_ ps b (mem_head _ _)); lia.
Qed.
End Ties.
