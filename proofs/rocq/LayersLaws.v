(** The laws of convolution layers, at every stride, padding, dilation, number of groups, channels and spatial axes.

Idea: a layer is a sum over channels and taps, and most laws say that another layer has the same summands, or the same ones at other taps; the rest is
that sums may be split and exchanged.

Definitions: what laws do with arrays, under the names that these functions have in Python.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Geometry Totals Space Sums LayersFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** ** What laws are said with *)

(** The coordinate on the last axis, and a number of steps along it. *)
Definition final (G : space) (i : G) : Z := axis (rank G).-1 i.
Definition along_last (G : space) (h : Z) : G := make G (fun k => if k.+1 == rank G then h else Z0).

Lemma rank_last (G : space) : ((rank G).-1 < rank G)%N. Proof. by rewrite prednK ?some_axis. Qed.
Lemma final_along_last (G : space) h : final (along_last G h) = h.
Proof. by rewrite /final axis_make ?rank_last // prednK ?some_axis // eqxx. Qed.
Lemma final_last_axis (G : space) : final (@last_axis G) = Zpos xH. Proof. exact: final_along_last. Qed.

Section Arrays.
Variables (R : comRingType) (G : space).
Implicit Types (x w y z : nat -> nat -> G -> R) (i t a p H kernel_size stride dilation : G).

Definition plus x z n c i := x n c i + z n c i.
Definition biased x (b : nat -> R) n c i := x n c i + b c.
Definition every stride y n c i := y n c (stride * i).
Definition surrounded p x n c i := x n c (i - p).
Definition spaced dilation w o c a := if divides dilation a then w o c (quotient a dilation) else 0.
Definition last_group_of_channels (size groups : nat) y n c i := y n (groups.-1 * size + c)%N i.
Definition last_group_of_rows (size groups : nat) w o c a := w (groups.-1 * size + o)%N c a.
Definition turned H w o c a := w o c (H - 1 - a).
Definition identity (o c : nat) a : R := if (o == c) && (a == 0) then 1 else 0.
Definition after_zero w o c a := if Z.eqb (final a) 0 then 0 else w o c (a - last_axis).
Definition tail x n c i := x n c (i + last_axis).
Definition first x (n c : nat) i := if n is 0%N then x n c i else 0.
Definition first_channel x (n c : nat) i := if c is 0%N then x n c i else 0.
Definition but_first x (n c : nat) i := x n.+1 c i.
Definition but_first_channel x (n c : nat) i := x n c.+1 i.
Definition channels_joined y z (n c : nat) i := if c is c'.+1 then z n c' i else y n 0%N i.

(** Tiles of a result whose last axis has [m] entries, [half m] of them in the first one. *)
Definition width kernel_size dilation H : Z := (final H - final dilation * (final kernel_size - 1))%Z.
Definition half (m : Z) : Z := Z.max 1 (m / 2).
Definition left_tile H (m : Z) x (n c : nat) t := if Z.ltb (final t) (half m + final H - m) then x n c t else 0.
Definition right_tile (m : Z) x (n c : nat) t := x n c (t + along_last G (half m)).
Definition places_joined (h : Z) y z (n c : nat) i := if Z.ltb (final i) h then y n c i else z n c (i - along_last G h).
End Arrays.

(** ** Convolution *)

Section Summands.
Variables (R : comRingType) (G : space).
Implicit Types (x w : nat -> nat -> G -> R) (i K S D P : G).

(** Layers are the same where their summands are. *)
Lemma conv_ext C M M' K S S' D D' P P' f f' x x' w w' n n' o o' i i' :
  (forall c, (c < C)%N -> forall a, a \in box K -> w o c (if f then K - 1 - a else a) * x n (o %/ M * C + c)%N (S * i + D * a - P)
   = w' o' c (if f' then K - 1 - a else a) * x' n' (o' %/ M' * C + c)%N (S' * i' + D' * a - P')) ->
  conv C M K S D P f x w no_bias n o i = conv C M' K S' D' P' f' x' w' no_bias n' o' i'.
Proof.
move=> same; congr (_ + _); apply: eq_total_in => c; rewrite mem_iota => /andP[_ lt].
by apply: eq_total_in => a; exact: same.
Qed.

(** A layer of which no summand is left. *)
Lemma conv_nothing C M K S D P f x w n o i : (forall c e t a, w o c a * x n e t = 0) -> conv C M K S D P f x w no_bias n o i = 0 :> R.
Proof. by move=> none; rewrite /conv add0r; apply: total_of_zeros => c _; apply: total_of_zeros => a _. Qed.

End Summands.

Section Convolution.
Variables (R : comRingType) (G : space).
Variables (C M groups : nat) (kernel_size stride dilation p q H : G) (flip : bool).
Variables (x w : nat -> nat -> G -> R).
Implicit Types (v z : nat -> nat -> G -> R) (b : nat -> R) (n o : nat) (i : G).

Theorem conv_subsamples n o i : conv C M kernel_size stride dilation p flip x w no_bias n o i
  = every stride (conv C M kernel_size 1 dilation p flip x w no_bias) n o i.
Proof. by apply: conv_ext => c _ a _; rewrite mul1r. Qed.

Theorem conv_pads n o i : conv C M kernel_size stride dilation p flip x w no_bias n o i
  = conv C M kernel_size stride dilation 0 flip (surrounded p x) w no_bias n o i.
Proof. by apply: conv_ext => c _ a _; rewrite /surrounded subr0. Qed.

Theorem conv_dilates : positive dilation -> forall n o i, conv C M kernel_size stride dilation p flip x w no_bias n o i
  = conv C M (dilation * (kernel_size - 1) + 1) stride 1 p flip x (spaced dilation w) no_bias n o i.
Proof.
move=> d_pos n o i; congr (_ + _); apply: eq_total => c.
have thinned (t a : G) : t = dilation * a -> divides dilation t /\ quotient t dilation = a.
  by move/eqP; rewrite -strides_to // => /andP[? /eqP].
have whole (t : G) : divides dilation t -> t = dilation * quotient t dilation.
  by move=> multiple; apply/eqP; rewrite -strides_to // multiple eqxx.
apply: (@total_reindexed _ _ _ _ _ (fun a => dilation * a) (fun u => quotient u dilation)); rewrite ?uniq_box //.
- by move=> a _; case: (thinned (dilation * a) a).
- move=> a; rewrite !mem_box => /insideP a_in; apply/insideP => k here; move: (a_in k here) (positiveP _ d_pos k here).
  by rewrite !axisE; nia.
- move=> a _; rewrite /spaced mul1r; set t := if flip then _ - _ - _ * a else _.
  have [|-> ->] // := thinned t (if flip then kernel_size - 1 - a else a).
  by rewrite /t; case: flip => //; by_axes.
move=> u; rewrite mem_box => /insideP u_in; rewrite /spaced; set t := if flip then _ else _.
case: ifP => [/whole t_is|]; last by rewrite mul0r.
suff [r u_is] : exists r, u = dilation * r.
  have [_ q_is] := thinned _ _ u_is; rewrite q_is u_is eqxx andbT; move/negP; case; rewrite mem_box; apply/insideP => k here.
  by move: (u_in k here) (positiveP _ d_pos k here); rewrite u_is !axisE; nia.
rewrite /t in t_is; case: flip t_is => [t_is|->]; last by eexists.
set r := quotient _ _ in t_is; exists (kernel_size - 1 - r).
by move/eqP: t_is; rewrite subr_eq [_ + u]addrC -subr_eq => /eqP <-; by_axes.
Qed.

Theorem conv_splits_into_groups : (0 < M)%N -> forall n o i,
  last_group_of_channels M groups (conv C M kernel_size stride dilation p flip x w no_bias) n o i
  = conv C M kernel_size stride dilation p flip (last_group_of_channels C groups x) (last_group_of_rows M groups w) no_bias n o i.
Proof. by move=> M_pos n o i; apply: conv_ext => c _ a _; rewrite /last_group_of_channels divnMDl // mulnDl addnA. Qed.

Theorem conv_flips n o i : conv C M kernel_size stride dilation p true x w no_bias n o i
  = conv C M kernel_size stride dilation p false x (turned kernel_size w) no_bias n o i.
Proof. exact: conv_ext. Qed.

Theorem conv_adds_kernels v n o i : conv C M kernel_size stride dilation p flip x (plus w v) no_bias n o i
  = conv C M kernel_size stride dilation p flip x w no_bias n o i + conv C M kernel_size stride dilation p flip x v no_bias n o i.
Proof.
rewrite /conv !add0r -total_adds; apply: eq_total => c; rewrite -total_adds; apply: eq_total => a; exact: mulrDl.
Qed.

Theorem conv_adds_inputs z n o i : conv C M kernel_size stride dilation p flip (plus x z) w no_bias n o i
  = conv C M kernel_size stride dilation p flip x w no_bias n o i + conv C M kernel_size stride dilation p flip z w no_bias n o i.
Proof.
rewrite /conv !add0r -total_adds; apply: eq_total => c; rewrite -total_adds; apply: eq_total => a; exact: mulrDr.
Qed.

Theorem conv_adds_bias b n o i : conv C M kernel_size stride dilation p flip x w b n o i
  = biased (conv C M kernel_size stride dilation p flip x w no_bias) b n o i.
Proof. by rewrite /biased /conv add0r addrC. Qed.

Theorem conv_treats_images_alone n o i : first (conv C M kernel_size stride dilation p flip x w no_bias) n o i
  = conv C M kernel_size stride dilation p flip (first x) w no_bias n o i.
Proof. by case: n => [|n]; [exact: conv_ext | symmetry; apply: conv_nothing => c e t a; rewrite /= mulr0]. Qed.

Theorem conv_treats_outputs_alone n o i : first_channel (conv C M kernel_size stride dilation p flip x w no_bias) n o i
  = conv C 1 kernel_size stride dilation p flip x (first w) no_bias n o i.
Proof.
case: o => [|o] /=; first by apply: conv_ext => c _ a _; rewrite !div0n.
by symmetry; apply: conv_nothing => c e t a; rewrite /= mul0r.
Qed.

Theorem conv_has_unit n o i : (o < C)%N -> conv C C 1 1 1 0 false x (@identity R G) no_bias n o i = x n o i.
Proof.
move=> o_in; rewrite /conv add0r divn_small // (total_at (at_ := o)) ?iota_uniq ?mem_iota //; last first.
  by move=> c _ other; apply: total_of_zeros => a _; rewrite /identity eq_sym (negbTE other) mul0r.
rewrite (total_at (at_ := 0)) ?uniq_box ?mem_box //.
- by rewrite /identity !eqxx !mul1r mul0n add0n; congr (x _ _ _); by_axes.
- by apply/insideP => k here; rewrite !axisE.
- by move=> a _ /negbTE other; rewrite /identity other andbF mul0r.
Qed.

Theorem conv_reads_later n o i : conv C M (kernel_size + last_axis) 1 1 0 false x (after_zero w) no_bias n o i
  = conv C M kernel_size 1 1 0 false (tail x) w no_bias n o i.
Proof.
congr (_ + _); apply: eq_total => c; symmetry.
apply: (@total_reindexed _ _ _ _ _ (fun a => a + last_axis) (fun u => u - last_axis)); rewrite ?uniq_box //.
- by move=> a _; rewrite addrK.
- move=> a; rewrite !mem_box => /insideP a_in; apply/insideP => k here; move: (a_in k here).
  by rewrite !axisE /last_axis axis_make //; case: ifP; lia.
- move=> a; rewrite mem_box => /insideP /(_ _ (rank_last G)) a_in.
  move: (final_last_axis G); rewrite /after_zero /tail /final !axisE addrK => one.
  case: ifP => [/Z.eqb_eq zero|_]; first by exfalso; lia.
  by congr (_ * x _ _ _); by_axes.
move=> u; rewrite !mem_box => /insideP u_in; rewrite subrK eqxx andbT /after_zero.
case: ifP => [_ _|not_first /negP[]]; first by rewrite mul0r.
apply/insideP => k here; move: (u_in k here); rewrite !axisE /last_axis axis_make //; case: ifP => [/eqP at_last|]; last by lia.
by move: not_first; rewrite /final -at_last /=; lia.
Qed.

Theorem conv_shifts n o i : conv C M kernel_size 1 dilation 0 flip (tail x) w no_bias n o i
  = tail (conv C M kernel_size 1 dilation 0 flip x w no_bias) n o i.
Proof. by rewrite [RHS]/tail; apply: conv_ext => c _ a _; rewrite /tail; congr (_ * x _ _ _); by_axes. Qed.

Theorem conv_splits_into_outputs n o i : (o < M)%N -> conv C M kernel_size stride dilation p flip x w no_bias n o i
  = channels_joined (conv C 1 kernel_size stride dilation p flip x (first w) no_bias)
      (conv C M.-1 kernel_size stride dilation p flip x (but_first w) no_bias) n o i.
Proof.
case: o => [|o] o_in /=; apply: conv_ext => c _ a _; first by rewrite !div0n.
by rewrite !divn_small //; case: M o_in.
Qed.

Theorem conv_adds_input_channels n o i : (0 < C)%N -> (o < M)%N -> conv C M kernel_size stride dilation p flip x w no_bias n o i
  = plus (conv 1 M kernel_size stride dilation p flip (first_channel x) (first_channel w) no_bias)
      (conv C.-1 M kernel_size stride dilation p flip (but_first_channel x) (but_first_channel w) no_bias) n o i.
Proof.
case: C => // C' _ o_in; rewrite /plus /conv !add0r total_first divn_small //; congr (_ + _).
by rewrite /total /= addr0.
Qed.

Theorem conv_agrees_on_tiles : Z.leb 0 (final dilation) -> forall n o i,
  conv C M kernel_size 1 dilation 0 flip x w no_bias n o i
  = places_joined (half (width kernel_size dilation H))
      (conv C M kernel_size 1 dilation 0 flip (left_tile H (width kernel_size dilation H) x) w no_bias)
      (conv C M kernel_size 1 dilation 0 flip (right_tile (width kernel_size dilation H) x) w no_bias) n o i.
Proof.
move=> d_nonneg n o i; rewrite /places_joined; case: ifP => [in_left|_]; apply: conv_ext => c _ a.
  rewrite mem_box => /insideP /(_ _ (rank_last G)) a_in; rewrite /left_tile; case: (boolP (Z.ltb _ _)) => // outside; exfalso.
  by move: d_nonneg in_left outside; rewrite /width /final !axisE; nia.
by rewrite /right_tile => _; congr (_ * x _ _ _); by_axes.
Qed.
End Convolution.
