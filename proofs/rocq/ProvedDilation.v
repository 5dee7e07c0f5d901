(** A dilated kernel, and the transposed convolution as an adjoint, as they are printed from Python.

Idea: both sides are sums of products over channels and taps; a map takes the products of one side that are not 0 to those of the other, and
[Adjoints] or [sum_bij] does the rest.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem conv_transpose_is_the_adjoint : layers_conv_transpose_is_the_adjoint.
Proof.
opened; cbv delta [layers_conv layers_conv_transpose layers_conv_transpose_z]; cbv beta.
adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (n, (M * (o / C) + c)%Z, u * dilation + i * stride - p, (o mod C)%Z, u))
  (fun t : Z * Z * G * Z * G => let: (n, e, h, c, u) := t in (n, (C * (e / M) + c)%Z, per_axis Z.div (h + p - u * dilation) stride, (e mod M)%Z, u)).
Qed.

(** ** A dilated kernel is one with zeros between its taps; in reverse order too *)
Section Spaced.
Variables (R : comRingType) (G : space) (K d : G) (C O : Z) (w : Z -> Z -> G -> R) (o : Z) (X : Z -> G -> R).
Hypotheses (d0 : positive d) (o_in : between 0 O o).
Let L := d * K + 1 - d.
Lemma taken_apart u : L - u * d - 1 = (K - u - 1) * d.
Proof. by apply: same_axes => k lt; rewrite /L !axisE; lia. Qed.
Lemma multiple_of_dilation u : per_axis Z.modulo (u * d) d = 0.
Proof. by apply: same_axes => k lt; rewrite axis_per // axis_mul axis_zero Z_mod_mult. Qed.
Lemma quotient u : per_axis Z.div (u * d) d = u.
Proof. by apply: same_axes => k lt; rewrite axis_per // axis_mul Z_div_mult //; have := positiveP _ d0 k lt; lia. Qed.
Lemma spaced_turned : sumb (zrange C) (fun c => sumb (box K) (fun u => guard (between 0 O o && between 0 C c && within 0 K (K - u - 1)) (w o c (K - u - 1)) * X c (u * d)))
  = sumb (zrange C) (fun c => sumb (box L) (fun u => guard (between 0 O o && between 0 C c && within 0 L (L - u - 1)) (words_spaced R G K C O d w o c (L - u - 1)) * X c (u * 1))).
Proof.
apply: eq_sumb => c; rewrite mem_zrange o_in => c_in; rewrite c_in /=.
have same u : within 0 K u -> guard (within 0 L (L - u * d - 1)) (words_spaced R G K C O d w o c (L - u * d - 1)) = guard (within 0 K (K - u - 1)) (w o c (K - u - 1)).
  move=> u_in; rewrite taken_apart /words_spaced multiple_of_dilation quotient o_in.
  rewrite [on_every_axis _ _ _](_ : _ = true); last by apply/every_axisP => k lt; rewrite axis_zero.
  have inside_small : within 0 K (K - u - 1) by apply/withinP => k lt; have := elimT (withinP _ _ _) u_in k lt; rewrite !axisE; lia.
  have inside_large : within 0 L ((K - u - 1) * d).
    apply/withinP => k lt; have := elimT (withinP _ _ _) u_in k lt; have := positiveP _ d0 k lt; rewrite /L !axisE; clear.
    by move: (axis k d) (axis k K) (axis k u) => e l v; nia.
  by rewrite c_in inside_small inside_large.
apply: (@sum_bij _ _ _ _ _ _ _ (fun u => u * d) (fun u => per_axis Z.div u d)); rewrite ?uniq_box // => u; rewrite !mem_box => u_in nz.
  split; [ | exact: quotient | by rewrite same // mulr1].
  apply/withinP => k lt; have := elimT (withinP _ _ _) u_in k lt; have := positiveP _ d0 k lt; rewrite /L !axisE; clear.
  by move: (axis k d) (axis k K) (axis k u) => e l v; nia.
have every : on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (L - u - 1) d) 0.
  by apply: contraNT nz => /negbTE e; rewrite /words_spaced e guard_zero mul0r.
have e : per_axis Z.div u d * d = u.
  apply: same_axes => k lt; have := elimT (every_axisP _ _ _) every k lt; rewrite axis_mul !axis_per // /L !axisE => /Z.eqb_eq.
  have := positiveP _ d0 k lt; clear; move: (axis k d) (axis k K) (axis k u) => f l v f0 m.
  have := Z.div_mod (f * l + 1 + - f + - v + - (1)) f ltac:(lia); rewrite m; move: (_ / f)%Z => t E.
  by rewrite (_ : v = (l - 1 - t) * f)%Z ?Z_div_mult; lia.
have small : within 0 K (per_axis Z.div u d).
  apply/withinP => k lt; have := elimT (withinP _ _ _) u_in k lt; have := positiveP _ d0 k lt; rewrite axis_per // /L !axisE; clear.
  move: (axis k d) (axis k K) (axis k u) => f l v f0 v_in; split; first by apply: Z.div_pos; lia.
  by apply: Z.div_lt_upper_bound; nia.
by split=> //; rewrite -(same _ small) e mulr1.
Qed.
End Spaced.
Theorem conv_dilates : layers_conv_dilates.
Proof.
opened; cbv delta [layers_conv layers_conv_flip_true words_spaced]; cbv beta; match goal with |- @eq _ ?a ?b => change (@eq (GRing.Zmodule.sort (GRing.Ring.zmodType (GRing.ComRing.ringType R))) a b) end.
- adjoint (fun t : Z * G => let: (c, u) := t in (c, u * dilation)) (fun t : Z * G => let: (c, u) := t in (c, per_axis Z.div u dilation)).
- rewrite !guard_zero !add0r; exact: (@spaced_turned R G kernel_size dilation C (M * groups) w i2 (fun c v => guard (between 0 N i1 && between 0 (C * groups) (C * (i2 / M) + c) && within 0 H (v + i3 * stride - p)) (x i1 (C * (i2 / M) + c)%Z (v + i3 * stride - p))) H1 H13).
Qed.
