(** Derivatives of printed formulas: finite sums, quotients, functions of one number, and choices off the kink.

Idea: a printed formula at [x + t v] is an expression in t of a few operations. Its words unfold to Coq's operations on real numbers, guards go where an
index lies in its range, the derivative at 0 follows the expression, and what is left is an equation between two sums.

Definitions: the notation [over], a sum over a list; the tactics [plain], which unfolds, [clean], which drops guards, [slope], which differentiates, and
[steady], which shows that a comparison has the same outcome near 0.
Results: rules of derivatives at 0; sums over lists of real numbers.
Not proved here: the laws.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

(** ** Sums over lists *)

Notation over l F := (foldr (fun x so_far => Rplus (F x) so_far) (IZR Z0) l).

Section Sums.
Variables (S T : eqType).
Implicit Types (l : seq T) (F : T -> R).

Lemma over_in l F (F' : T -> R) : (forall t, t \in l -> F t = F' t) -> over l F = over l F'.
Proof.
elim: l => //= a l IH E; rewrite E ?inE ?eqxx // IH // => t tl; apply: E; by rewrite inE tl orbT.
Qed.
Lemma over_adds l F (F' : T -> R) : over l (fun t => F t + F' t) = over l F + over l F'.
Proof. by elim: l => /= [|a l ->]; lra. Qed.
Lemma over_scales l c F : over l (fun t => c * F t) = c * over l F.
Proof. by elim: l => /= [|a l ->]; lra. Qed.
Lemma over_scaled l c F : over l (fun t => F t * c) = over l F * c.
Proof. by elim: l => /= [|a l ->]; lra. Qed.
Lemma over_opposed l F : over l (fun t => - F t) = - over l F.
Proof. by elim: l => /= [|a l ->]; lra. Qed.
Lemma over_zero l : over l (fun _ => 0) = 0.
Proof. by elim: l => /= [|a l ->]; lra. Qed.
Lemma over_swap (m : seq S) l (E : S -> T -> R) : over m (fun s => over l (E s)) = over l (fun t => over m (fun s => E s t)).
Proof.
elim: m => /= [|s m IH]; first by rewrite over_zero.
by rewrite IH -over_adds.
Qed.
Lemma over_positive l F : (0 < size l)%N -> (forall t, t \in l -> 0 < F t) -> 0 < over l F.
Proof.
case: l => [//|a l] _ P /=; apply: Rplus_lt_le_0_compat; first by apply: P; rewrite inE eqxx.
have {}P t : t \in l -> 0 < F t by move=> tl; apply: P; rewrite inE tl orbT.
by elim: l P => /= [|b l IH] P; [lra|]; apply: Rplus_le_le_0_compat; [apply: Rlt_le; apply: P; rewrite inE eqxx|apply: IH => t tl; apply: P; rewrite inE tl orbT].
Qed.
Lemma over_nonnegative l F : (forall t, t \in l -> 0 <= F t) -> 0 <= over l F.
Proof.
elim: l => /= [|b l IH] P; [lra|]; apply: Rplus_le_le_0_compat; first by apply: P; rewrite inE eqxx.
by apply: IH => t tl; apply: P; rewrite inE tl orbT.
Qed.
End Sums.

(** ** From the words of MathComp to those of Coq *)

Lemma Rinvx_is_Rinv : Rinvx = Rinv.
Proof. by apply: functional_extensionality => x; rewrite /Rinvx; case: eqP => //= ->; rewrite Rinv_0. Qed.
Lemma natural n : (n%:R : R_realFieldType)%R = INR n.
Proof. by elim: n => [//|n IH]; rewrite S_INR -IH GRing.mulrSr. Qed.
Lemma numeral n : @number R_realFieldType n = IZR n.
Proof. by case: n => [//|p|p]; rewrite /number natural INR_IPR // -[RHS]/(Ropp (IPR p)) -INR_IPR. Qed.

Lemma nothing : @GRing.zero R_zmodType = 0. Proof. by []. Qed.
Ltac plain :=
  lazy -[Rplus Rmult Ropp Rinv Rinvx exp ln sqrt tanh Rabs IZR Rle_dec Rlt_dec Req_EM_T Rlt derivable_pt_lim zrange box between within foldr product_of_axes
         Z.add Z.mul Z.div Z.modulo Z.sub Z.opp Z.leb Z.ltb Z.eqb Z.min Z.max is_true not number
         GRing.zero GRing.ComRing.sort places];
  rewrite ?nothing ?numeral ?Rinvx_is_Rinv.

(** ** Guards *)

Lemma same_sum (T : eqType) (l : seq T) (F F' : T -> R) : (forall t, t \in l -> F t = F' t) -> over l F = over l F'.
Proof. exact: over_in. Qed.
Lemma same_two (o : R -> R -> R) a b a' b' c : a = a' -> b = b' -> o a' b' = c -> o a b = c. Proof. by move=> -> ->. Qed.
Lemma same_one (o : R -> R) a a' c : a = a' -> o a' = c -> o a = c. Proof. by move=> ->. Qed.
Lemma same_case (T : Type) (d d' : bool) (a b a' b' c : T) : d = d' -> a = a' -> b = b' -> (if d' then a' else b') = c -> (if d then a else b) = c.
Proof. by move=> -> -> ->. Qed.
Lemma same_le a b a' b' c : a = a' -> b = b' -> (match Rle_dec a' b' with left _ => true | right _ => false end) = c -> (match Rle_dec a b with left _ => true | right _ => false end) = c.
Proof. by move=> -> ->. Qed.
Lemma same_eq a b a' b' c : a = a' -> b = b' -> (match Req_EM_T a' b' with left _ => true | right _ => false end) = c -> (match Req_EM_T a b with left _ => true | right _ => false end) = c.
Proof. by move=> -> ->. Qed.

Lemma same_start a b a' c : a = a' -> a' = c -> a + 0 * b = c. Proof. by move=> -> <-; rewrite Rmult_0_l Rplus_0_r. Qed.

Ltac in_range h := rewrite ?mem_zrange ?mem_box /inside in h; rewrite ?h; cbv beta iota.
Ltac clean := cbv beta; lazymatch goal with
  | |- foldr _ _ _ = _ => eapply same_sum; let k := fresh "k" in let h := fresh "h" in intros k h; in_range h; clean
  | |- Rplus _ (Rmult (IZR Z0) _) = _ => eapply same_start; [clean|reflexivity]
  | |- Rplus _ _ = _ => eapply same_two; [clean|clean|reflexivity]
  | |- Rmult _ _ = _ => eapply same_two; [clean|clean|reflexivity]
  | |- Ropp _ = _ => eapply same_one; [clean|reflexivity]
  | |- Rinv _ = _ => eapply same_one; [clean|reflexivity]
  | |- exp _ = _ => eapply same_one; [clean|reflexivity]
  | |- ln _ = _ => eapply same_one; [clean|reflexivity]
  | |- sqrt _ = _ => eapply same_one; [clean|reflexivity]
  | |- tanh _ = _ => eapply same_one; [clean|reflexivity]
  | |- match Rle_dec _ _ with left _ => true | right _ => false end = _ => eapply same_le; [clean|clean|reflexivity]
  | |- match Req_EM_T _ _ with left _ => true | right _ => false end = _ => eapply same_eq; [clean|clean|reflexivity]
  | |- match _ with true => _ | false => _ end = _ => eapply same_case; [clean|clean|clean|reflexivity]
  | |- _ => reflexivity
  end.

(** ** Derivatives at 0 *)

Lemma same_slope (f g : R_realFieldType -> R_realFieldType) a b : (forall t, f t = g t) -> a = b -> has_slope g b -> has_slope f a.
Proof. by move=> E -> D; apply/is_derive_Reals; apply: (is_derive_ext g) => [t|]; [rewrite E|apply/is_derive_Reals]. Qed.

Section Rules.
Implicit Types (f g : R -> R) (a b : R).

Lemma slope_start f f' a a' b : (forall t, f t = f' t) -> a = a' -> is_derive f' 0 b -> b = a' -> derivable_pt_lim f 0 a.
Proof. by move=> E -> D <-; apply/is_derive_Reals; apply: is_derive_ext D => t; rewrite E. Qed.
Lemma slope_as f a b : is_derive f 0 a -> a = b -> is_derive f 0 b. Proof. by move=> D <-. Qed.
Lemma slope_const c : is_derive (fun _ => c) 0 0. Proof. exact: is_derive_const. Qed.
Lemma slope_id : is_derive (fun t => t) 0 1. Proof. exact: is_derive_id. Qed.
Lemma slope_plus f g a b : is_derive f 0 a -> is_derive g 0 b -> is_derive (fun t => f t + g t) 0 (a + b).
Proof. exact: is_derive_plus. Qed.
Lemma slope_opp f a : is_derive f 0 a -> is_derive (fun t => - f t) 0 (- a).
Proof. exact: is_derive_opp. Qed.
Lemma slope_mult f g a b : is_derive f 0 a -> is_derive g 0 b -> is_derive (fun t => f t * g t) 0 (a * g 0 + f 0 * b).
Proof. by move=> F E; apply: is_derive_mult => //; exact: Rmult_comm. Qed.
Lemma slope_scale c f a : is_derive f 0 a -> is_derive (fun t => c * f t) 0 (c * a).
Proof. exact: is_derive_scal. Qed.
Lemma slope_scaled c f a : is_derive f 0 a -> is_derive (fun t => f t * c) 0 (a * c).
Proof. by move=> D; apply: (is_derive_ext (fun t => c * f t)) => [t|]; [exact: Rmult_comm|rewrite Rmult_comm; exact: is_derive_scal]. Qed.
Lemma slope_line c : is_derive (fun t => t * c) 0 c.
Proof. by rewrite -[X in is_derive _ _ X]Rmult_1_l; apply: slope_scaled; exact: slope_id. Qed.
Lemma slope_move c f a : is_derive f 0 a -> is_derive (fun t => c + f t) 0 a.
Proof. by move=> D; rewrite -[a]Rplus_0_l; apply: slope_plus => //; exact: slope_const. Qed.
Lemma slope_moved c f a : is_derive f 0 a -> is_derive (fun t => f t + c) 0 a.
Proof. by move=> D; rewrite -[a]Rplus_0_r; apply: slope_plus => //; exact: slope_const. Qed.
Lemma slope_inv f a : is_derive f 0 a -> f 0 <> 0 -> is_derive (fun t => / f t) 0 (- a * / (f 0 * f 0)).
Proof. by move=> F n; have := is_derive_inv f 0 a F n; rewrite /Rdiv /= Rmult_1_r. Qed.
Lemma slope_of f (o : R -> R) a b : is_derive f 0 a -> is_derive o (f 0) b -> is_derive (fun t => o (f t)) 0 (a * b).
Proof. by move=> F O; exact: (is_derive_comp o f 0 b a). Qed.
Lemma slope_exp f a : is_derive f 0 a -> is_derive (fun t => exp (f t)) 0 (a * exp (f 0)).
Proof. by move=> F; apply: slope_of F _; exact: is_derive_exp. Qed.
Lemma slope_ln f a : is_derive f 0 a -> 0 < f 0 -> is_derive (fun t => ln (f t)) 0 (a * / f 0).
Proof. by move=> F P; apply: slope_of F _; exact: is_derive_ln. Qed.
Lemma slope_sqrt f a : is_derive f 0 a -> 0 < f 0 -> is_derive (fun t => sqrt (f t)) 0 (a * / (2 * sqrt (f 0))).
Proof. by move=> F P; exact: is_derive_sqrt. Qed.
Lemma slope_tanh f a : is_derive f 0 a -> is_derive (fun t => tanh (f t)) 0 (a * (1 + - (tanh (f 0) * tanh (f 0)))).
Proof.
move=> F; apply: slope_of F _; apply/is_derive_Reals; have P : 0 < cosh (f 0) by rewrite /cosh; have := exp_pos (f 0); have := exp_pos (- f 0); lra.
have := derivable_pt_lim_div sinh cosh (f 0) _ _ (derivable_pt_lim_sinh _) (derivable_pt_lim_cosh _) (Rgt_not_eq _ _ P).
congr (derivable_pt_lim _ _ _); rewrite /tanh /Rsqr; field; lra.
Qed.
Lemma slope_over (T : eqType) (l : seq T) (F : R -> T -> R) (F' : T -> R) : (forall t, t \in l -> is_derive (fun s => F s t) 0 (F' t)) ->
  is_derive (fun s => over l (F s)) 0 (over l F').
Proof.
elim: l => /= [|a l IH] D; first exact: slope_const.
by apply: slope_plus; [apply: D; rewrite inE eqxx|apply: IH => t tl; apply: D; rewrite inE tl orbT].
Qed.
Lemma slope_case (d : bool) f g a b : is_derive f 0 a -> is_derive g 0 b -> is_derive (fun t => if d then f t else g t) 0 (if d then a else b).
Proof. by case: d. Qed.

(** A choice whose test has one outcome near 0. *)
Definition steady (d : R -> bool) := locally 0 (fun t => d t = d 0).
Lemma slope_choice d f g a b : is_derive f 0 a -> is_derive g 0 b -> steady d ->
  is_derive (fun t => if d t then f t else g t) 0 (if d 0 then a else b).
Proof.
move=> F E; rewrite /steady; case: (d 0) => L; [apply: is_derive_ext_loc F|apply: is_derive_ext_loc E];
  apply: filter_imp L => t -> //.
Qed.
Lemma steady_const (d : bool) : steady (fun _ => d). Proof. exact: filter_forall. Qed.
Lemma steady_not d : steady d -> steady (fun t => if d t then false else true).
Proof. by apply: filter_imp => t ->. Qed.
Lemma steady_and d e : steady d -> steady e -> steady (fun t => if d t then e t else false).
Proof. move=> D E; apply: filter_imp (filter_and _ _ D E) => t [-> ->] //. Qed.
Lemma steady_or d e : steady d -> steady e -> steady (fun t => if d t then true else e t).
Proof. move=> D E; apply: filter_imp (filter_and _ _ D E) => t [-> ->] //. Qed.
Lemma near f a : is_derive f 0 a -> f 0 <> 0 -> locally 0 (fun t => f 0 * f t > 0).
Proof.
move=> F n0; have C : continuous f 0 by apply: ex_derive_continuous; exists a.
have open : locally (f 0) (fun y => f 0 * y > 0).
  have e0 : 0 < Rabs (f 0) by apply: Rabs_pos_lt.
  exists (mkposreal _ e0) => y; rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= => B.
  move: (Rsqr_abs (f 0)) B; rewrite /Rabs /Rsqr; case: Rcase_abs => ?; case: Rcase_abs => ?; nra.
exact: C open.
Qed.
Lemma apart f g a b : is_derive f 0 a -> is_derive g 0 b -> f 0 <> g 0 -> locally 0 (fun t => (f 0 - g 0) * (f t - g t) > 0).
Proof.
move=> F E n; apply: (near (f := fun t => f t - g t) (a := a - b)); last lra.
exact: is_derive_minus F E.
Qed.
Lemma steady_le f g a b : is_derive f 0 a -> is_derive g 0 b -> f 0 <> g 0 -> steady (fun t => match Rle_dec (f t) (g t) with left _ => true | right _ => false end).
Proof.
move=> F E n; refine (filter_imp _ _ _ (apart F E n)) => t P; move: P; case: Rle_dec => ?; case: Rle_dec => ? //; nra.
Qed.
Lemma steady_eq f g a b : is_derive f 0 a -> is_derive g 0 b -> f 0 <> g 0 -> steady (fun t => match Req_EM_T (f t) (g t) with left _ => true | right _ => false end).
Proof.
move=> F E n; refine (filter_imp _ _ _ (apart F E n)) => t P; move: P; case: Req_EM_T => h; case: Req_EM_T => ? //; nra.
Qed.
End Rules.

Ltac slope := cbv beta; eapply slope_as; [slope_step | reflexivity]
with slope_step := lazymatch goal with
  | |- is_derive (fun _ => ?c) _ _ => exact (slope_const c)
  | |- is_derive (fun t => t) _ _ => exact slope_id
  | |- is_derive (fun t => Rplus (@?f t) (@?g t)) _ _ => lazymatch f with
    | fun _ => ?c => eapply (@slope_move c g); slope
    | _ => lazymatch g with fun _ => ?c => eapply (@slope_moved c f); slope | _ => eapply (@slope_plus f g); slope end
    end
  | |- is_derive (fun t => Rmult (@?f t) (@?g t)) _ _ => lazymatch f with
    | fun _ => ?c => eapply (@slope_scale c g); slope
    | _ => lazymatch g with
      | fun _ => ?c => lazymatch f with fun t => t => exact (slope_line c) | _ => eapply (@slope_scaled c f); slope end
      | _ => eapply (@slope_mult f g); slope
      end
    end
  | |- is_derive (fun t => Ropp (@?f t)) _ _ => eapply (@slope_opp f); slope
  | |- is_derive (fun t => Rinv (@?f t)) _ _ => eapply (@slope_inv f); [slope|]
  | |- is_derive (fun t => exp (@?f t)) _ _ => eapply (@slope_exp f); slope
  | |- is_derive (fun t => ln (@?f t)) _ _ => eapply (@slope_ln f); [slope|]
  | |- is_derive (fun t => sqrt (@?f t)) _ _ => eapply (@slope_sqrt f); [slope|]
  | |- is_derive (fun t => tanh (@?f t)) _ _ => eapply (@slope_tanh f); slope
  | |- is_derive (fun t => foldr (fun k so_far => Rplus (@?F t k) so_far) _ ?l) _ _ =>
      eapply (@slope_over _ l F); let k := fresh "k" in let h := fresh "h" in intros k h; rewrite ?mem_zrange ?mem_box /inside in h; slope
  | |- is_derive (fun t => match @?d t with true => @?f t | false => @?g t end) _ _ => eapply (@slope_choice d f g); [slope|slope|steadily]
  end
with steadily := cbv beta; lazymatch goal with
  | |- steady (fun _ => ?c) => exact (steady_const c)
  | |- steady (fun t => match Rle_dec (@?f t) (@?g t) with left _ => true | right _ => false end) => eapply (@steady_le f g); [slope|slope|]
  | |- steady (fun t => match Req_EM_T (@?f t) (@?g t) with left _ => true | right _ => false end) => eapply (@steady_eq f g); [slope|slope|]
  | |- steady (fun t => match @?d t with true => false | false => true end) => eapply (@steady_not d); steadily
  | |- steady (fun t => match @?d t with true => @?e t | false => false end) => eapply (@steady_and d e); steadily
  | |- steady (fun t => match @?d t with true => true | false => @?e t end) => eapply (@steady_or d e); steadily
  end.

(** The derivative of a printed formula, up to an equation of two sums; then what divisors and comparisons suppose. *)
Ltac tidied a := let e := fresh in eassert (e : a = _) by clean; try rewrite e; clear e.
Ltac tidy := cbv beta; lazymatch goal with
  | |- _ = _ => etransitivity; [clean|]
  | |- ?a <> ?b => tidied a; tidied b
  | |- ?b < ?a => tidied a
  end.
Ltac differentiated := rewrite /has_slope; plain; eapply slope_start; [intro; clean | clean | slope |]; tidy.

(** Equations of real numbers, whose type is written as that of Coq. *)
Ltac real := cbv beta; change (Equality.sort ssrZ.ZInstances.Z_eqType) with Z; change (Num.RealField.sort R_realFieldType) with Rdefinitions.R;
  repeat match goal with |- context [Equality.sort (GRing.ComRing.eqType ?c)] => change (Equality.sort (GRing.ComRing.eqType c)) with (GRing.ComRing.sort c) end;
  lazymatch goal with |- @eq _ ?a ?b => change (@eq Rdefinitions.R a b) end.
(** Exponentials are positive. *)
Ltac exponentials := repeat match goal with
  | |- context [exp ?a] => lazymatch goal with _ : 0 < exp a |- _ => fail | _ => pose proof (exp_pos a) end
  end.
(** Every choice in the goal, both ways, an inner one first. *)
Ltac plain_number a := lazymatch a with context [Req_EM_T] => fail | context [Rle_dec] => fail | _ => idtac end.
Ltac choices := repeat (match goal with
  | |- context [Req_EM_T ?a ?b] => plain_number a; plain_number b; destruct (Req_EM_T a b)
  | |- context [Rle_dec ?a ?b] => plain_number a; plain_number b; destruct (Rle_dec a b)
  end; cbv beta iota; try solve [exfalso; lra]).
(** What is supposed of the entries of arrays, at those in the context; a difference that follows from it. *)
Ltac supposed :=
  repeat match goal with S : ?P |- _ => lazymatch P with
    | is_true _ => fail
    | _ -> _ => fail
    | forall n, _ => fail
    | _ /\ _ => destruct S
    | _ => let Q := eval hnf in P in lazymatch Q with _ /\ _ => destruct S | forall n, is_true (between _ _ _) -> _ => change Q in S end
    end end;
  repeat match goal with
  | h : is_true (between Z0 ?N ?k), S : forall n, is_true (between Z0 ?N n) -> _ |- _ => specialize (S k h)
  end;
  repeat match goal with S : _ <> _ |- _ => revert S | S : above_zero _ |- _ => revert S end; plain;
  repeat match goal with h : is_true (between _ _ _) |- _ => rewrite ?h; revert h end; cbv beta iota; intros.
Ltac differs := supposed; first
  [ assumption | apply: not_eq_sym; assumption | lra | match goal with n : _ <> _ |- _ <> _ => let e := fresh in intro e; apply: n; lra end].
Ltac entrywise := apply: over_in; let k := fresh "k" in let h := fresh "h" in intros k h; cbv beta; in_range h.
Ltac by_cases := entrywise; supposed; choices; real; first [ring | exfalso; lra].

(** Factors and signs brought into sums. *)
Lemma inside_left (T : eqType) (l : seq T) (F F' : T -> R) c : (forall t, F t * c = F' t) -> over l F * c = over l F'.
Proof. by move=> E; rewrite -over_scaled; apply: over_in. Qed.
Lemma inside_right (T : eqType) (l : seq T) (F F' : T -> R) c : (forall t, c * F t = F' t) -> c * over l F = over l F'.
Proof. by move=> E; rewrite -over_scales; apply: over_in. Qed.
Lemma inside_opp (T : eqType) (l : seq T) (F F' : T -> R) : (forall t, - F t = F' t) -> - over l F = over l F'.
Proof. by move=> E; rewrite -over_opposed; apply: over_in. Qed.
Ltac inner := cbv beta; lazymatch goal with
  | |- Rmult (foldr _ _ _) _ = _ => eapply inside_left; intro; inner
  | |- Rmult _ (foldr _ _ _) = _ => eapply inside_right; intro; inner
  | |- Ropp (foldr _ _ _) = _ => eapply inside_opp; intro; inner
  | |- _ => reflexivity
  end.
Ltac inward_side := cbv beta; lazymatch goal with
  | |- foldr _ _ _ = _ => eapply same_sum; intros; inward_side
  | |- Rmult _ _ = _ => eapply same_two; [inward_side|inward_side|inner]
  | |- Ropp _ = _ => eapply same_one; [inward_side|inner]
  | |- _ => reflexivity
  end.
Ltac inward := etransitivity; [inward_side|]; symmetry; etransitivity; [inward_side|]; symmetry.

(** ** A mean and a variance: the sum may be over images and places, or over one axis *)

Section Normal.
Variables (T : Type) (total : (T -> R) -> R) (x v w : T -> R) (q r eps : R).
Hypotheses (same : forall F F', (forall t, F t = F' t) -> total F = total F') (adds : forall F F', total (fun t => F t + F' t) = total F + total F').
Hypothesis scales : forall c F, total (fun t => c * F t) = c * total F.
Hypotheses (counts : total (fun _ => 1) = q) (q0 : q <> 0).
Let m := total x * / q.
Let p := total v * / q.
Let s := eps + total (fun t => (x t + - m) * (x t + - m)) * / r.

Lemma centred : total (fun t => x t + - m) = 0.
Proof.
have e : total (fun _ => - m) = - m * q by rewrite -counts -scales; apply: same => t; ring.
rewrite adds e /m; field; exact: q0.
Qed.

(** The derivative of the sum of squares. *)
Lemma squares_slope : total (fun t => (v t + - p) * (x t + - m) + (x t + - m) * (v t + - p)) = total (fun t => 2 * (x t + - m) * v t).
Proof.
transitivity (2 * total (fun t => (x t + - m) * v t) + - (2 * p) * total (fun t => x t + - m)).
  rewrite -!scales -adds; apply: same => t; ring.
rewrite centred Rmult_0_r Rplus_0_r -scales; apply: same => t; ring.
Qed.

Lemma normal_slope : r <> 0 -> 0 < s ->
  total (fun t => w t * ((v t + - p) * / sqrt s + (x t + - m) *
    (- (total (fun t => (v t + - p) * (x t + - m) + (x t + - m) * (v t + - p)) * / r * / (2 * sqrt s)) * / (sqrt s * sqrt s)))) =
  total (fun t => (w t + - (total w * / q) + - ((x t + - m) * total (fun t => (x t + - m) * w t) * / (r * s))) * / sqrt s * v t).
Proof.
move=> r0 s0; rewrite squares_slope; set W := total (fun t => 2 * _ * _); set B := total (fun t => _ * w t).
have e0 : 0 < sqrt s by apply: sqrt_lt_R0.
have e2 : sqrt s * sqrt s = s by apply: sqrt_sqrt; lra.
transitivity (/ sqrt s * total (fun t => w t * v t) + - (p * / sqrt s) * total w + - (W * / r * / (2 * sqrt s) * / s) * B).
  rewrite -!scales -!adds; apply: same => t; rewrite e2; field; lra.
transitivity (/ sqrt s * total (fun t => w t * v t) + - (total w * / q * / sqrt s) * total v + - (B * / (r * s) * / sqrt s * / 2) * W); last first.
  rewrite -!scales -!adds; apply: same => t; field; lra.
rewrite /p; field; lra.
Qed.
End Normal.

(** ** How many terms a sum has *)

Lemma squares_nonnegative (T : eqType) (l : seq T) (F : T -> R) : 0 <= over l (fun t => F t * F t).
Proof. by apply: over_nonnegative => t _; exact: Rle_0_sqr. Qed.
Lemma over_ones (T : eqType) (l : seq T) : over l (fun _ => 1) = INR (size l).
Proof. by elim: l => [//|a l IH]; rewrite [size _]/= S_INR -IH /= Rplus_comm. Qed.
Lemma size_zrange n : INR (size (zrange n)) = IZR (Z.max 0 n).
Proof. by rewrite /zrange size_map size_iota INR_IZR_INZ; congr IZR; lia. Qed.
Lemma ones_zrange n : (1 <=? n)%Z -> over (zrange n) (fun _ => 1) = IZR n.
Proof. by move=> /Z.leb_le n1; rewrite over_ones size_zrange; congr IZR; lia. Qed.
Lemma ones_box (G : space) (H : G) : Space.positive H -> over (box H) (fun _ => 1) = IZR (product_of_axes H).
Proof.
move=> /positiveP P; rewrite over_ones /box size_map /product_of_axes.
have {}P k : k \in iota 0 (rank G) -> (0 < axis k H)%Z by rewrite mem_iota => ?; apply: P.
elim: (iota 0 (rank G)) P => [//|k ks IH] P.
rewrite [rows _]/= size_allpairs mult_INR size_zrange IH ?[foldr _ _ _]/= ?mult_IZR; last by move=> j jk; apply: P; rewrite inE jk orbT.
by congr (IZR _ * _); have := P k; rewrite inE eqxx => /(_ isT); lia.
Qed.
Lemma places_positive (G : space) (H : G) : Space.positive H -> 0 < IZR (product_of_axes H).
Proof.
move=> /positiveP P; apply: IZR_lt; rewrite /product_of_axes.
have {}P k : k \in iota 0 (rank G) -> (0 < axis k H)%Z by rewrite mem_iota => ?; apply: P.
elim: (iota 0 (rank G)) P => [//|k ks IH] P /=; apply: Z.mul_pos_pos; first by apply: P; rewrite inE eqxx.
by apply: IH => j jk; apply: P; rewrite inE jk orbT.
Qed.

(** Sums over images and places. *)
Section Batch.
Variables (G : space) (N : Z) (H : G).
Hypotheses (N1 : (1 <=? N)%Z) (H1 : Space.positive H).
Definition batch (F : Z * G -> R) := over (zrange N) (fun n => over (box H) (fun i => F (n, i))).
Lemma batch_same F F' : (forall t, F t = F' t) -> batch F = batch F'.
Proof. by move=> E; do 2 apply: over_in => *. Qed.
Lemma batch_adds F F' : batch (fun t => F t + F' t) = batch F + batch F'.
Proof. by rewrite /batch -over_adds; apply: over_in => n _; exact: over_adds. Qed.
Lemma batch_scales c F : batch (fun t => c * F t) = c * batch F.
Proof. by rewrite /batch -over_scales; apply: over_in => n _; exact: over_scales. Qed.
Lemma batch_counts : batch (fun _ => 1) = IZR (N * product_of_axes H).
Proof. by rewrite /batch ones_box // mult_IZR -(ones_zrange N1) -over_scaled; apply: over_in => *; rewrite Rmult_1_l. Qed.
Lemma batch_positive : 0 < IZR (N * product_of_axes H).
Proof. by rewrite mult_IZR; apply: Rmult_lt_0_compat; [apply: IZR_lt; move/Z.leb_le: N1; lia|exact: places_positive]. Qed.
Lemma batch_squares F : 0 <= batch (fun t => F t * F t).
Proof. by apply: over_nonnegative => n _; exact: squares_nonnegative. Qed.
Definition batch_normal x v w r eps := @normal_slope _ batch x v w (IZR (N * product_of_axes H)) r eps batch_same batch_adds batch_scales batch_counts
  (Rgt_not_eq _ _ batch_positive).
Definition batch_slope x v := @squares_slope _ batch x v (IZR (N * product_of_axes H)) batch_same batch_adds batch_scales batch_counts
  (Rgt_not_eq _ _ batch_positive).
End Batch.

Ltac squares N1 H1 x v := etransitivity;
  [first [apply: (f_equal (fun a => _ * (a * / _))); exact: (batch_slope N1 H1 (fun t => x t.1 _ t.2) (fun t => v t.1 _ t.2))
         |apply: (f_equal (fun a => _ * (_ * (a * / _)))); exact: (batch_slope N1 H1 (fun t => x t.1 _ t.2) (fun t => v t.1 _ t.2))]|]; rewrite /batch /=.
