(** The laws of convolution of sequences on all of Z that are constant from some place on, in both directions.

Idea: where the terms of a sum over all of Z are zero outside some places, every range that holds these places gives the sum. Where they aren't, the sum
diverges, and a law says nothing; [converges] says when.

Definitions: a sequence is its values, the place of the first, what stands before and what stands after; [entry], its entry at a place; [numbers_from], whole
numbers from one to before another; [two_sided], the convolution; [plus], [times], [delayed], [whole_product], [whole_sum], which the laws are said with.
Results: convolution commutes, distributes, scales, has a unit, is equivariant, multiplies sums; a wider range has the same sum ([wider_range]).
Not proved here: associativity where one of three sequences is not summable. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

(** The whole numbers from [a] to before [b]. *)
Definition numbers_from (a b : Z) : seq Z := [seq (a + Z.of_nat k)%ZZ | k <- iota 0 (Z.to_nat (b - a))].
Lemma uniq_numbers_from a b : uniq (numbers_from a b).
Proof. by rewrite map_inj_uniq ?iota_uniq // => j k; lia. Qed.
Lemma mem_numbers_from a b m : (m \in numbers_from a b) = ((a <=? m) && (m <? b))%ZZ.
Proof.
apply/mapP/idP => [[k]|m_in]; first by rewrite mem_iota => k_in ->; lia.
by exists (Z.to_nat (m - a)); [rewrite mem_iota | ]; lia.
Qed.

Section Integers.
Variable R : comRingType.
Notation sequence := (seq R * Z * R * R)%type.
Implicit Types (f g h : sequence) (n m : Z).

Definition first f : Z := f.1.1.2.
Definition past f : Z := (first f + Z.of_nat (size f.1.1.1))%ZZ.
Definition before f : R := f.1.2.
Definition after f : R := f.2.
Definition entry f n : R := if (n <? first f)%ZZ then before f else if (n <? past f)%ZZ then nth 0 f.1.1.1 (Z.to_nat (n - first f)) else after f.
Definition converges f g : bool := (before f * after g == 0) && (after f * before g == 0).
Definition summable f : bool := (before f == 0) && (after f == 0).

Definition lowest f g n := Z.min (first f) (n - past g + 1).
Definition highest f g n := Z.max (past f) (n - first g + 1).
Definition two_sided f g n : R := sumb (numbers_from (lowest f g n) (highest f g n)) (fun m => entry f m * entry g (n - m)%ZZ).

Definition values_between_ends (F : Z -> R) a b (v w : R) : sequence := (([seq F n | n <- numbers_from a b], a), v, w).
Definition plus f g : sequence := values_between_ends (fun n => entry f n + entry g n) (Z.min (first f) (first g)) (Z.max (past f) (past g))
  (before f + before g) (after f + after g).
Definition multiple_of (c : R) f : sequence := ((map ( *%R c) f.1.1.1, first f), c * before f, c * after f).
Definition delayed f : sequence := ((f.1.1.1, first f + 1)%ZZ, before f, after f).
Definition unit_impulse : sequence := (([:: 1], Z0), 0, 0).
Definition whole_product f g : sequence := let a := (first f + first g - 2)%ZZ in let b := (past f + past g + 2)%ZZ in
  values_between_ends (two_sided f g) a b (two_sided f g a) (two_sided f g (b - 1)).
Definition whole_sum f : R := sumb (numbers_from (first f) (past f)) (entry f).

Lemma first_before_past f : (first f <= past f)%ZZ. Proof. by rewrite /past; lia. Qed.
Lemma entry_before f n : (n < first f)%ZZ -> entry f n = before f.
Proof. by rewrite /entry => ?; rewrite ifT //; lia. Qed.
Lemma entry_after f n : (past f <= n)%ZZ -> entry f n = after f.
Proof. by have := @first_before_past f; rewrite /entry => ? ?; rewrite !ifF //; lia. Qed.

Lemma past_table F a b v w : (a <= b)%ZZ -> past (values_between_ends F a b v w) = b.
Proof. by rewrite /past /values_between_ends /first /= !size_map size_iota; lia. Qed.
Lemma entry_table F a b v w n : (a <= b)%ZZ -> entry (values_between_ends F a b v w) n = if (n <? a)%ZZ then v else if (n <? b)%ZZ then F n else w.
Proof.
move=> ab; rewrite /entry past_table // /first /before /after /=; case: ifP => // na; case: ifP => // nb.
rewrite (nth_map Z0) ?(nth_map 0%N) ?nth_iota ?size_map ?size_iota; [congr F|..]; lia.
Qed.
Lemma entry_plus f g n : entry (plus f g) n = entry f n + entry g n.
Proof.
have := @first_before_past f; have := @first_before_past g => ? ?; rewrite entry_table; last lia.
case: ifP => [?|ge]; first by rewrite !entry_before //; lia.
by case: ifP => [//|?]; rewrite !entry_after //; lia.
Qed.

(** Every range that holds all places where both have begun, or neither has ended, gives the sum. *)
Lemma wider_range f g n a b : converges f g -> (a <= lowest f g n)%ZZ -> (highest f g n <= b)%ZZ ->
  sumb (numbers_from a b) (fun m => entry f m * entry g (n - m)%ZZ) = two_sided f g n.
Proof.
rewrite /lowest /highest => /andP[/eqP low /eqP high] a_low b_high.
apply: (@sum_bij _ _ _ _ _ _ _ id id); rewrite ?uniq_numbers_from // => m; rewrite !mem_numbers_from => m_in nz; split=> //; last by rewrite /lowest /highest in m_in; lia.
apply: contraNT nz; rewrite /lowest /highest => out; have [below|above] : (m < lowest f g n \/ highest f g n <= m)%ZZ by rewrite /lowest /highest; lia.
  by move: below; rewrite /lowest => ?; rewrite entry_before ?entry_after ?low //; lia.
by move: above; rewrite /highest => ?; rewrite entry_after ?entry_before ?high //; lia.
Qed.

Theorem two_sided_commutes_on_the_integers f g n : two_sided f g n = two_sided g f n.
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ (fun m => n - m)%ZZ (fun m => n - m)%ZZ); rewrite ?uniq_numbers_from // => m; rewrite !mem_numbers_from /lowest /highest => m_in _.
  by split; [lia | lia | rewrite mulrC; congr (entry _ _ * _); lia].
by split; [lia | lia | rewrite mulrC; congr (entry _ _ * _); lia].
Qed.

Theorem two_sided_distributes_on_the_integers f g h n : converges f g -> converges f h ->
  two_sided f (plus g h) n = two_sided f g n + two_sided f h n.
Proof.
move=> fg fh; have := @first_before_past g; have := @first_before_past h => ? ?.
have ends : past (plus g h) = Z.max (past g) (past h) by apply: past_table; lia.
have starts : first (plus g h) = Z.min (first g) (first h) by [].
rewrite -(wider_range (a := lowest f (plus g h) n) (b := highest f (plus g h) n) fg); [|rewrite /lowest /highest ?ends ?starts; lia..].
rewrite -(wider_range (a := lowest f (plus g h) n) (b := highest f (plus g h) n) fh); [|rewrite /lowest /highest ?ends ?starts; lia..].
by rewrite -sumbD; apply: eq_sumb => m _; rewrite entry_plus mulrDr.
Qed.

Lemma entry_multiple c f m : entry (multiple_of c f) m = c * entry f m.
Proof.
rewrite /entry /multiple_of /past /first /before /after /= size_map; case: ifP => // low; case: ifP => // high.
by rewrite (nth_map 0) //; move: low high; rewrite /first /=; lia.
Qed.
Theorem two_sided_scales_on_the_integers f g n : two_sided (multiple_of 3%:R f) g n = 3%:R * two_sided f g n.
Proof.
have same_end : past (multiple_of 3%:R f) = past f by rewrite /past /multiple_of /first /= size_map.
rewrite /two_sided /lowest /highest same_end -sumbM.
by apply: eq_sumb => m _; rewrite entry_multiple mulrA.
Qed.

Theorem two_sided_has_unit_on_the_integers f n : two_sided f unit_impulse n = entry f n.
Proof.
have impulse_at m : entry unit_impulse m = (m == 0)%:R.
  rewrite /entry /unit_impulse /past /first /before /after /=; case: eqP => [-> //|m0].
  by case: ifP => // low; case: ifP => // high; case: m0; lia.
rewrite /two_sided (@sumb_one _ _ _ _ n) ?uniq_numbers_from //.
  rewrite impulse_at Z.sub_diag eqxx mulr1 ifT // mem_numbers_from /lowest /highest /past /first /=; lia.
by move=> m _ /eqP mn; rewrite impulse_at; case: eqP => [e|_]; [case: mn; lia | rewrite mulr0].
Qed.

Theorem two_sided_is_shift_equivariant_on_the_integers f g n : two_sided (delayed f) g n = two_sided f g (n - 1)%ZZ.
Proof.
have entry_delayed m : entry (delayed f) m = entry f (m - 1)%ZZ.
  rewrite /entry /delayed /past /first /before /after /=; have -> : (m <? f.1.1.2 + 1)%ZZ = (m - 1 <? f.1.1.2)%ZZ by lia.
  case: ifP => // low; have -> : (m <? f.1.1.2 + 1 + Z.of_nat (size f.1.1.1))%ZZ = (m - 1 <? f.1.1.2 + Z.of_nat (size f.1.1.1))%ZZ by lia.
  by case: ifP => // _; congr (nth _ _ _); lia.
apply: (@sum_bij _ _ _ _ _ _ _ (fun m => m - 1)%ZZ (fun m => m + 1)%ZZ); rewrite ?uniq_numbers_from // => m; rewrite !mem_numbers_from /lowest /highest /past /delayed /first /= => m_in _.
  by split; [lia | lia | rewrite entry_delayed; congr (_ * entry g _); lia].
by split; [lia | lia | rewrite entry_delayed; congr (entry f _ * entry g _); lia].
Qed.

Lemma entry_nonzero f m : summable f -> entry f m != 0 -> (first f <= m < past f)%ZZ.
Proof.
case/andP=> /eqP b0 /eqP a0 nz; have [?|?] := Z_lt_le_dec m (first f); first by rewrite entry_before // b0 eqxx in nz.
by have [?|?] := Z_lt_le_dec m (past f); [lia | rewrite entry_after // a0 eqxx in nz].
Qed.
Lemma two_sided_of_summable f g n : summable f ->
  two_sided f g n = sumb (numbers_from (first f) (past f)) (fun m => entry f m * entry g (n - m)%ZZ).
Proof.
move=> sf; apply: (@sum_bij _ _ _ _ _ _ _ id id); rewrite ?uniq_numbers_from // => m; rewrite !mem_numbers_from /lowest /highest => m_in nz; split=> //; last lia.
by case: (mul_neq0 nz) => /(entry_nonzero sf) ? _; lia.
Qed.

Theorem two_sided_multiplies_sums_on_the_integers f g : summable f -> summable g ->
  whole_sum (whole_product f g) = whole_sum f * whole_sum g.
Proof.
move=> sf sg; have := @first_before_past f; have := @first_before_past g => ? ?.
have starts : first (whole_product f g) = (first f + first g - 2)%ZZ by [].
have ends : past (whole_product f g) = (past f + past g + 2)%ZZ by apply: past_table; lia.
rewrite {1}/whole_sum starts ends.
rewrite (eq_sumb (F' := fun n => sumb (numbers_from (first f) (past f)) (fun m => entry f m * entry g (n - m)%ZZ))); last first.
  move=> n; rewrite mem_numbers_from => n_in; rewrite entry_table; last lia.
  by rewrite ifF; [rewrite ifT; [exact: two_sided_of_summable | lia] | lia].
rewrite [LHS]exchange_sumb -sumbMl; apply: eq_sumb => m; rewrite mem_numbers_from => m_in; rewrite sumbM; congr (_ * _).
apply: (@sum_bij _ _ _ _ _ _ _ (fun n => n - m)%ZZ (fun j => j + m)%ZZ); rewrite ?uniq_numbers_from // => j; rewrite !mem_numbers_from => j_in nz.
  by have ? := entry_nonzero sg nz; split; [lia | lia | ].
by split; [lia | lia | congr (entry g _); lia].
Qed.
End Integers.
