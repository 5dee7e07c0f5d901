(** Laws of average pooling, for any number of images, channels and axes, any window and any divisor.

Idea: a result is the sum of a list of entries over a count. Sums over windows that are the same list, or the same up to order, are equal; sums are linear;
the count is at least 1 where the window meets the input.

Definitions: those of [PoolingFormulas].
Results: each theorem is a law of [pooling], under its name.
Not proved here: sums of floating-point numbers. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas PoolingMaxLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

Section Laws.
Variables (F : realFieldType) (G : space) (N C : nat) (x : nat -> nat -> G -> F).
Variables (H kernel_size stride dilation p q : G) (ceil_mode count_include_pad : bool) (divisor_override : nat).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).
Implicit Types (w : windows G).

(** ** Windows that read the same *)

Theorem avg_pool_avg_subsamples : positive stride -> forall n c i,
  entry (avg_pool X (Windows kernel_size stride dilation p q false) count_include_pad divisor_override) n c i =
  entry (every (avg_pool X (Windows kernel_size 1 dilation p q false) count_include_pad divisor_override) stride) n c i.
Proof.
move=> s0 n c i; apply: same_entries => //; first exact: positions_subsample.
have E a : place (Windows kernel_size 1 dilation p q false) (stride * i) a = place (Windows kernel_size stride dilation p q false) i a.
  by rewrite /place /= mul1r.
move=> _ _; rewrite /= /divisor /taps_within /=; congr (_ / _).
  congr total; rewrite (@window_moves G H (Windows kernel_size stride dilation p q false) i H _ (stride * i) id) ?map_id // => a _; exact: E.
congr _%:R; case: divisor_override => //.
by case: count_include_pad; apply: eq_count => a; rewrite E.
Qed.

Theorem avg_pool_counts_padding : proper H given -> forall n c i,
  entry (avg_pool X given true divisor_override) n c i =
  entry (restricted (avg_pool (surrounded X p q 0) (Windows kernel_size stride dilation 0 0 ceil_mode) false divisor_override)
                    (avg_pool X given true divisor_override)) n c i.
Proof.
move=> ok n c i; have /all_axesP p0 := proper_before ok; have /all_axesP q0 := proper_after ok; have s0 := proper_stride ok.
apply: same_entries; rewrite /= ?minnn //.
  apply/idP/idP => [ii|/insideP A]; last by apply/insideP => k lt; have := A k lt; rewrite axis_make //; lia.
  apply/insideP => k lt; have [ge lt'] := insideP _ _ ii k lt; rewrite axis_make //; split=> //; apply/Z.min_glb_lt => //.
  move: lt'; rewrite !axis_make //= !below_positions; try exact: (positiveP _ s0 k lt).
  rewrite !axisE; set a := span _ _ _ _ _; set b := span _ _ _ _ _; have -> : a = b by rewrite /a /b /span; lia.
  have := q0 k lt; have := p0 k lt; case: ifP => _ /=; lia.
have E a : place (Windows kernel_size stride dilation 0 0 ceil_mode) i a = place given i a + p by rewrite /place /= subr0 subrK.
move=> _ _; congr (_ / _).
  rewrite /window /=; elim: (box kernel_size) => //= a s IH; rewrite E.
  case: (boolP (inside H (place given i a))) => vH; last by case: ifP; rewrite /= ?addrK ?(negbTE vH) ?add0r.
  have -> : inside (H + p + q) (place given i a + p).
    apply/insideP => k lt; have := insideP _ _ vH k lt; rewrite !axisE; have := p0 k lt; have := q0 k lt; rewrite /=; lia.
  by rewrite /= addrK vH /= IH.
congr _%:R; rewrite /divisor; case: divisor_override => //; rewrite /taps_within; apply: eq_count => a; rewrite E.
apply/withinP/withinP => A k lt; have := A k lt; rewrite /= !axisE; lia.
Qed.

Theorem avg_pool_avg_ceil_mode_pads : proper H (Windows kernel_size stride dilation p q true) -> forall n c i,
  entry (avg_pool X (Windows kernel_size stride dilation p q true) count_include_pad 1) n c i =
  entry (restricted (avg_pool X (Windows kernel_size stride dilation p (overhung H (Windows kernel_size stride dilation p q true)) false) count_include_pad 1)
                    (avg_pool X (Windows kernel_size stride dilation p q true) count_include_pad 1)) n c i.
Proof. by move=> ok n c i; apply: same_entries; rewrite /= ?minnn // positions_overhung. Qed.

Theorem avg_pool_avg_ceil_contains_floor : proper H (Windows kernel_size stride dilation 0 0 false) -> forall n c i,
  entry (restricted (avg_pool X (Windows kernel_size stride dilation 0 0 true) count_include_pad divisor_override)
                    (avg_pool X (Windows kernel_size stride dilation 0 0 false) count_include_pad divisor_override)) n c i =
  entry (avg_pool X (Windows kernel_size stride dilation 0 0 false) count_include_pad divisor_override) n c i.
Proof. by move=> ok n c i; apply: same_entries; rewrite /= ?minnn // positions_ceil_floor. Qed.

Theorem avg_pool_avg_treats_images_alone n c i :
  entry (first (avg_pool X given count_include_pad divisor_override)) n c i = entry (avg_pool (first X) given count_include_pad divisor_override) n c i.
Proof. by []. Qed.

(** ** Divisors *)

(** The taps that lie in the input are the entries that a window sees; there is one at least. *)
Lemma taps_inside w i : taps_within 0 H w i = size (window H w i).
Proof. by rewrite size_filter count_map. Qed.

Lemma taps_inside_padding w i : proper H w -> (taps_within 0 H w i <= taps_within (- before w) (H + after w) w i)%N.
Proof.
move=> ok; apply: sub_count => a /withinP A; apply/withinP => k lt; have := A k lt; rewrite !axisE.
have /all_axesP/(_ k lt) := proper_before ok; have /all_axesP/(_ k lt) := proper_after ok; lia.
Qed.

Lemma share_of_the_input w i : proper H w -> inside (positions H w) i -> (size (window H w i))%:R != 0 :> F.
Proof. by move=> ok ii; rewrite pnatr_eq0 size_eq0; apply: proper_meets ok ii. Qed.

Lemma share_of_the_padding w i : proper H w -> inside (positions H w) i -> (taps_within (- before w) (H + after w) w i)%:R != 0 :> F.
Proof.
move=> ok ii; rewrite pnatr_eq0 -lt0n; apply: leq_trans (taps_inside_padding i ok); rewrite taps_inside lt0n size_eq0.
exact: proper_meets ok ii.
Qed.

Lemma total_of_ones (T : Type) (s : seq T) : total [seq 1 | _ <- s] = (size s)%:R :> F.
Proof. by elim: s => //= a s ->; rewrite mulrS. Qed.

Theorem avg_pool_conventions_agree : proper H given -> forall n c i,
  entry (avg_pool X given true 0) n c i =
  entry (both *%R (avg_pool X given false 0) (avg_pool (each (fun=> 1 : F) X) given true 0)) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _; rewrite total_of_ones taps_inside.
by rewrite mulrA -(mulrA _ _^-1) mulVf ?mulr1 // share_of_the_input.
Qed.

Theorem avg_pool_of_ones_is_one : proper H given -> forall n c i,
  entry (avg_pool (each (fun=> 1 : F) X) given false 0) n c i = entry (each (fun=> 1 : F) (avg_pool X given false 0)) n c i.
Proof.
by move=> ok n c i; apply: same_entries => //= ii _; rewrite total_of_ones taps_inside divff // share_of_the_input.
Qed.

Lemma total_moves (T : Type) (f : T -> F) s z : total [seq f j + z | j <- s] = total [seq f j | j <- s] + z * (size s)%:R.
Proof. by elim: s => [|a s IH] /=; rewrite ?mulr0 ?addr0 // IH mulrS mulrDr mulr1 -!addrA; congr (_ + _); rewrite addrCA. Qed.

Theorem avg_pool_avg_moves_with_a_constant (z : F) : proper H given -> forall n c i,
  entry (avg_pool (each (+%R^~ z) X) given false 0) n c i = entry (each (+%R^~ z) (avg_pool X given false 0)) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _; rewrite total_moves taps_inside mulrDl; congr (_ + _).
by rewrite mulfK // share_of_the_input.
Qed.

(** Without padding, a tap within it is one within the input. *)
Theorem avg_pool_overhang_is_not_counted (z : F) : proper H (Windows kernel_size stride dilation 0 0 true) -> forall n c i,
  entry (avg_pool (each (+%R^~ z) X) (Windows kernel_size stride dilation 0 0 true) true 0) n c i =
  entry (each (+%R^~ z) (avg_pool X (Windows kernel_size stride dilation 0 0 true) true 0)) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _; rewrite oppr0 addr0 total_moves taps_inside mulrDl; congr (_ + _).
by rewrite mulfK // share_of_the_input.
Qed.

Theorem avg_pool_divides_by_the_override (share : nat) : (0 < share)%N -> forall n c i,
  entry (each ( *%R^~ share%:R) (avg_pool X given count_include_pad share)) n c i = entry (avg_pool X given count_include_pad 1) n c i.
Proof.
move=> s0 n c i; apply: same_entries => //= _ _; rewrite divr1 /divisor; case: share s0 => // s _.
by rewrite divfK // pnatr_eq0.
Qed.

(** Of all taps of a window none lies outside the padded input in floor mode. *)
Theorem avg_pool_divides_by_the_kernel : proper H (Windows kernel_size stride dilation p q false) -> forall n c i,
  entry (each ( *%R^~ (size (box kernel_size))%:R) (avg_pool X (Windows kernel_size stride dilation p q false) true 0)) n c i =
  entry (avg_pool X (Windows kernel_size stride dilation p q false) count_include_pad 1) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _; rewrite divr1.
have -> : taps_within (- p) (H + q) (Windows kernel_size stride dilation p q false) i = size (box kernel_size).
  apply/eqP; rewrite -all_count; apply/allP => a; rewrite mem_box => /insideP A; apply/withinP => k lt; rewrite !axisE.
  have [ge] := elimT (inside_positions H i (proper_stride ok)) ii k lt; rewrite /= /span /reach.
  have := A k lt; have := positiveP _ (proper_stride ok) k lt; have := positiveP _ (proper_dilation ok) k lt; rewrite /=; nia.
rewrite divfK // pnatr_eq0 size_eq0.
have : (0 : G) \in box kernel_size by rewrite mem_box; apply/insideP => k lt; rewrite axis_zero; have := positiveP _ (proper_kernel ok) k lt => /=; lia.
by case: (box _).
Qed.

(** ** Sums *)

Lemma total_adds (T : Type) (f g : T -> F) s : total [seq f j + g j | j <- s] = total [seq f j | j <- s] + total [seq g j | j <- s].
Proof. by elim: s => [|a s IH] /=; rewrite ?addr0 // IH -!addrA; congr (_ + _); rewrite addrCA. Qed.

Theorem avg_pool_is_additive (z : nat -> nat -> G -> F) n c i :
  entry (avg_pool (both +%R X (Image N C H z)) given count_include_pad divisor_override) n c i =
  entry (both +%R (avg_pool X given count_include_pad divisor_override) (avg_pool (Image N C H z) given count_include_pad divisor_override)) n c i.
Proof. by apply: same_entries => //= _ _; rewrite total_adds mulrDl. Qed.

(** ** A mean lies between its entries *)

Lemma mean_is_at_most (T : eqType) (f : T -> F) s b : s != [::] -> (forall j, j \in s -> f j <= b) -> total [seq f j | j <- s] / (size s)%:R <= b.
Proof.
move=> s0 fb; have n0 : 0 < (size s)%:R :> F by rewrite ltr0n lt0n size_eq0.
rewrite ler_pdivr_mulr // mulr_natr; elim: s {s0 n0} fb => [|a s IH] fb; rewrite ?mulr0n //= mulrS ler_add ?fb ?mem_head //.
by apply: IH => j js; rewrite fb // inE js orbT.
Qed.

Theorem max_pool_is_at_least_the_mean : proper H given -> forall n c i,
  entry (avg_pool X given false 0) n c i <= entry (max_pool X given) n c i.
Proof.
move=> ok n c i; rewrite /entry /=; case: ifP => // /and3P[_ _ ii]; rewrite taps_inside.
by apply: mean_is_at_most (proper_meets ok ii) _ => j jw; apply/maximum_bounds/map_f.
Qed.

Theorem avg_pool_every_average_meets_the_input : proper H given -> forall n c i,
  entry (each -%R (max_pool (each -%R X) given)) n c i <= entry (avg_pool X given false 0) n c i.
Proof.
move=> ok n c i; rewrite /entry /=; case: ifP => // /and3P[_ _ ii]; rewrite taps_inside ler_oppl.
have -> : - (total [seq x n c j | j <- window H given i] / (size (window H given i))%:R) =
          total [seq - x n c j | j <- window H given i] / (size (window H given i))%:R.
  by rewrite -mulNr; congr (_ / _); elim: (window _ _ _) => [|j s IH] /=; rewrite ?oppr0 // -IH opprD.
by apply: mean_is_at_most (proper_meets ok ii) _ => j jw; apply/maximum_bounds/map_f.
Qed.

(** ** Sizes *)

Theorem avg_pool_avg_has_its_size (k : nat) : (k < rank G)%N ->
  axis k (extent (avg_pool X given count_include_pad divisor_override)) =
  positions_along ceil_mode (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (axis k p) (axis k q).
Proof. by move=> lt; rewrite axis_make. Qed.
End Laws.
