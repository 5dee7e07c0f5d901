(** Convolution of images and volumes, and on the torus.

Idea: what [ConvolutionFormulas] shows of all of a convolution holds in every mode, since a mode is where the result starts. [H], [A], [P] are sizes, an
array is zero outside its size, [mode] is 0, 1 or 2 for full, same and valid.

Definitions: none; they are in [ConvolutionFormulas].
Results: images and volumes make a commutative algebra with unit, in every mode what of it is left; so do images on the torus.
Not proved here: sequences, which are in [ConvolutionSequencesTheorems]; the laws as they are printed, see [ProvedImages] and [ProvedTorus]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

(** ** Images and volumes *)

Section Images.
Variables (G : space) (R : comRingType).
Implicit Types (H A P i s t : G) (I J K f g : G -> R).

Theorem image_commutes H A I K i : image 0 H A I K i = image 0 A H K I i.
Proof. exact: full_commutes. Qed.

Lemma image0 H A I K i : image 0 H A I K i = full H A I K i.
Proof. by rewrite /image /= addr0. Qed.

Lemma eq_image0 H A I I' K K' i : I =1 I' -> K =1 K' -> image 0 H A I K i = image 0 H A I' K' i.
Proof. by move=> eI eK; rewrite !image0; apply: eq_full => x _. Qed.

Theorem image_associates H A P I K J i :
  image 0 (extent 0 H A) P (image 0 H A I K) J i = image 0 H (extent 0 A P) I (image 0 A P K J) i.
Proof.
rewrite !image0; transitivity (full (full_extent H A) P (full H A I K) J i); first by apply: eq_full => x _ //; rewrite image0.
by rewrite full_associates; apply: eq_full => x _ //; rewrite image0.
Qed.

Theorem imageDr mode H A I K J i :
  image mode H A I (fun a => K a + J a) i = image mode H A I K i + image mode H A I J i.
Proof. exact: fullDr. Qed.
Theorem imageDl mode H A I J K i :
  image mode H A (fun s => I s + J s) K i = image mode H A I K i + image mode H A J K i.
Proof. exact: fullDl. Qed.
Theorem imageZl mode H A I K c i : image mode H A (fun s => c * I s) K i = c * image mode H A I K i.
Proof. exact: fullZl. Qed.

Lemma start_of_a_unit mode : start mode (1 : G) = 0.
Proof. by case: mode => [|[|m]] //=; [apply: same_axes => k lt; rewrite axis_per // axis_one axis_zero | rewrite subrr]. Qed.
Theorem image_with_impulse mode H I i : image mode H 1 I (@impulse G R) i = cut H I i.
Proof. by rewrite /image start_of_a_unit addr0 full_has_unit. Qed.

Theorem image_after_zeros H A I K i :
  image 0 (H + 1) A (after_zeros H I) K i = after_zeros (extent 0 H A) (image 0 H A I K) i.
Proof.
rewrite image0 /after_zeros (eq_cut _ (image0 H A I K _)) full_stays -(@full_moved _ _ H (H + 1) A 1) // => s sH; axiswise.
Qed.

Theorem image_valid H A I K i : image 2 H A I K i = in_the_kernel A (image 0 H A I K) i.
Proof. by rewrite /in_the_kernel image0. Qed.

Theorem image_against_correlation H A I K J :
  inner_product (extent 0 H A) (image 0 H A I K) J = inner_product H I (cross_correlation 2 (extent 0 H A) A J K).
Proof.
rewrite /inner_product (eq_sumb (F' := fun i => full H A I K i * J i)); last by move=> i _; rewrite image0.
rewrite full_tested; apply: eq_sumb => s sH; rewrite /cross_correlation -sumbM; apply: eq_sumb => a aA.
rewrite /= subrr subr0 (cut_in J) ?(cut_in I) -?mem_box // ?mem_box; last by axiswise.
by rewrite -mulrA [J _ * _]mulrC.
Qed.

Theorem total_of_image H A I K : total (extent 0 H A) (image 0 H A I K) = total H I * total A K.
Proof.
rewrite /total (eq_sumb (F' := fun i => full H A I K i * 1)); last by move=> i _; rewrite image0 mulr1.
rewrite (full_tested _ _ _ _ (fun=> 1)) -sumbMl; apply: eq_sumb => s; rewrite mem_box => sH; rewrite -sumbM; apply: eq_sumb => a.
by rewrite mem_box => aA; rewrite !cut_in // mulr1.
Qed.

(** *** Cross-correlation *)

Theorem correlation_is_image_flipped mode H A I K i :
  cross_correlation mode H A I K i = image mode H A I (flip A K) i.
Proof.
pose h (a : G) := i + a - (A - 1 - start mode A); pose k (s : G) := s + (A - 1 - start mode A) - i.
have hk : cancel h k by move=> a; rewrite /h /k; axiswise.
have kh : cancel k h by move=> s; rewrite /h /k; axiswise.
have e s : A - 1 - k s = i + start mode A - s.
  by rewrite /k; axiswise.
apply: (@sum_bij _ _ _ _ _ _ _ h k); rewrite ?uniq_box // => x xin nz.
  have [h_in _] := cuts_neq0 nz; rewrite mem_box hk; split=> //.
  have turned_in : inside A (A - 1 - x) by axiswise.
  by rewrite -e hk (cut_in _ turned_in) /flip subKr.
have [s_in a_in] := cuts_neq0 nz; have k_in : inside A (k x).
  by rewrite -e in a_in; move: (k x) a_in => y a_in; axiswise.
by split; rewrite ?mem_box ?kh // -[_ + _ - _]/(h _) kh -e (cut_in (flip _ _)) ?e // /flip -e subKr.
Qed.

Lemma correlate0 H A I K i : cross_correlation 0 H A I K i = full H A I (flip A K) i.
Proof. by rewrite correlation_is_image_flipped image0. Qed.

Lemma flipK H f i : flip H (flip H f) i = cut H f i.
Proof.
rewrite /flip {1}/cut subKr; case: ifP => // /negP out; rewrite cut_out //; apply/negP => i_in; case: out; axiswise.
Qed.

Theorem correlation_swapped H A I K i :
  cross_correlation 0 H A I K i = flip (extent 0 H A) (cross_correlation 0 A H K I) i.
Proof.
rewrite correlate0 {2}/flip (eq_cut _ (etrans (correlate0 A H K I _) (full_commutes _ _ _ _ _))) full_stays -full_turned.
by apply: eq_full => x x_in //; rewrite flipK cut_in.
Qed.

Theorem correlation_after_zeros H A I K i :
  cross_correlation 0 H (A + 1) I (after_zeros A K) i = before_zeros (extent 0 H A) (cross_correlation 0 H A I K) i.
Proof.
rewrite correlate0 /before_zeros (eq_cut _ (correlate0 H A I K _)) full_stays; apply: eq_sumb => s _; congr (_ * _).
have e : A + 1 - 1 - (i - s) - 1 = A - 1 - (i - s) by axiswise.
rewrite /flip /after_zeros /cut e; move: (i - s) => a; case: (boolP (inside A (A - 1 - a))) => [a_in|_]; last by rewrite !if_same.
by rewrite !ifT //; axiswise.
Qed.

Theorem correlation_with_impulse mode H I i : cross_correlation mode H 1 I (@impulse G R) i = cut H I i.
Proof.
rewrite correlation_is_image_flipped -(image_with_impulse mode); apply: eq_full => // x x_in.
have {}x_in : inside 1 x := x_in; have e : 1 - 1 - x = x by axiswise.
by rewrite /flip e cut_in.
Qed.

(** *** Turned arrays *)

End Images.

(** ** The torus *)

Section Torus.
Variables (G : space) (R : comRingType).
Implicit Types (H i s t : G) (f g h : G -> R).

Lemma around_back H i s : inside H s -> around H (i - around H (i - s)) = s.
Proof. by move=> s_in; rewrite -[RHS](around_small s_in) aroundB; congr (around H _); rewrite subKr. Qed.

Theorem circular_commutes H f g i : circular H f g i = circular H g f i.
Proof.
have there s : inside H s -> around H (i - around H (i - s)) = s by exact: around_back.
apply: (@sum_bij _ _ _ _ _ _ _ (fun s => around H (i - s)) (fun s => around H (i - s))); rewrite ?uniq_box // => x.
  by rewrite !mem_box => x_in _; split; rewrite ?there ?(around_inside _ x_in) // mulrC.
by rewrite !mem_box => x_in _; split; rewrite ?there ?(around_inside _ x_in) // mulrC.
Qed.

Theorem circular_associates H f g h i : circular H (circular H f g) h i = circular H f (circular H g h) i.
Proof.
rewrite /circular (eq_sumb (F' := fun t => sumb (box H) (fun s => cut H f s * (cut H g (around H (t - s)) * cut H h (around H (i - t)))))); last first.
  by move=> t; rewrite mem_box => t_in; rewrite (cut_in _ t_in) -sumbMl; apply: eq_sumb => s _; rewrite mulrA.
rewrite exchange_sumb; apply: eq_sumb => s; rewrite mem_box => s_in; rewrite (cut_in (fun _ => _) (around_inside _ s_in)) -!sumbM.
apply: (@sum_bij _ _ _ _ _ _ _ (fun t => around H (t - s)) (fun u => around H (u + s))); rewrite ?uniq_box // => x.
  rewrite !mem_box => x_in _; split; first exact: around_inside x_in.
    by rewrite aroundD subrK around_small.
  by congr (_ * (_ * cut H h _)); rewrite aroundD aroundB; congr (around H _); axiswise.
rewrite !mem_box => x_in _; split; first exact: around_inside x_in.
  by rewrite aroundD addrK around_small.
rewrite aroundD addrK (around_small x_in); congr (_ * (_ * cut H h _)).
by rewrite aroundD aroundB; congr (around H _); axiswise.
Qed.

Theorem circularDr H f g h i : circular H f (fun s => g s + h s) i = circular H f g i + circular H f h i.
Proof.
rewrite /circular -sumbD; apply: eq_sumb => s; rewrite mem_box => s_in; have a_in := around_inside (i - s) s_in.
by rewrite -mulrDr !(cut_in _ a_in).
Qed.

Theorem circularZl H f g c i : circular H (fun s => c * f s) g i = c * circular H f g i.
Proof. by rewrite /circular -sumbM; apply: eq_sumb => s sH; rewrite mulrA /cut -!mem_box sH. Qed.

Theorem circular_is_wrapped H f g i : inside H i -> circular H f g i = wrapped (extent 0 H H) H (image 0 H H f g) i.
Proof.
move=> i_in; rewrite /wrapped (eq_sumb (F' := fun t => full H H f g t * (around H t == i)%:R)); last first.
  by move=> t _; rewrite image0; case: eqP; rewrite ?mulr1 ?mulr0.
rewrite full_tested; apply: eq_sumb => s; rewrite mem_box => s_in.
have a_in := around_inside (i - s) s_in.
rewrite (@sumb_one _ _ _ _ (around H (i - s))) ?uniq_box // ?mem_box ?a_in.
  by rewrite [s + _]addrC aroundD subrK (around_small i_in) eqxx mulr1.
move=> a; rewrite mem_box => aH /eqP no; case: eqP => [e|_]; last by rewrite mulr0.
by case: no; rewrite -e aroundD [s + a]addrC addrK around_small.
Qed.
End Torus.
