(** How a theorem is run: its arguments are read from data, its premises are computed, its two sides are computed.

Idea: a theorem of this project is about all sizes and all numbers; the formula in Python runs on some. To see that both say the same, a script
instantiates the theorem on numbers that Python drew: what follows from it is an equation between two values. Both are computed, from the statement
of the theorem itself, and have to be what the two sides of the law in Python give. A premise that these numbers don't meet, a definition that says
something else, a theorem about another law: each of them shows.

Definitions: [data], what a script writes down; [Reads], what can be read from data, for numbers, and functions of indices which are zero outside;
[Shows], what can be written as data again; the tactics [discharge] and [compare].
Results: none, this is what the tests use.
Not proved here: nothing is; a script that fails is a law without a link. *)

From Coq Require Import ZArith QArith Qcanon.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Rationals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(** A fraction, or a row of data. *)
Inductive data := Num of Z & positive | Row of seq data.
Definition entries (d : data) := if d is Row s then s else [::].

Class Reads (T : Type) := { read : data -> T; outside : T }.

#[export] Instance reads_Qc : Reads Qc := {| read d := if d is Num n d then Q2Qc (Qmake n d) else 0%Qc; outside := 0%Qc |}.
#[export] Instance reads_Z : Reads Z := {| read d := if d is Num n _ then n else Z0; outside := Z0 |}.
#[export] Instance reads_nat : Reads nat := {| read d := Z.to_nat (@read Z _ d); outside := O |}.
#[export] Instance reads_int : Reads int := {| read d := int_of_Z (@read Z _ d); outside := 0%R |}.
#[export] Instance reads_bool : Reads bool := {| read d := @read Z _ d != Z0; outside := false |}.
#[export] Instance reads_seq T (_ : Reads T) : Reads (seq T) := {| read d := map read (entries d); outside := [::] |}.
#[export] Instance reads_pair S T (_ : Reads S) (_ : Reads T) : Reads (S * T) :=
  {| read d := if d is Row [:: a; b] then (read a, read b) else (outside, outside); outside := (outside, outside) |}.

(** An array is a function of its indices, which is zero where the array ends. *)
#[export] Instance reads_from_nat T (_ : Reads T) : Reads (nat -> T) :=
  {| read d := nth outside (map read (entries d)); outside := fun _ => outside |}.
#[export] Instance reads_from_Z T (_ : Reads T) : Reads (Z -> T) :=
  {| read d := let s := map read (entries d) in fun n => if Z.ltb n Z0 then outside else nth outside s (Z.to_nat n); outside := fun _ => outside |}.
#[export] Instance reads_from_int T (_ : Reads T) : Reads (int -> T) :=
  {| read d := fun n => @read (Z -> T) _ d (Z_of_int n); outside := fun _ => outside |}.
#[export] Instance reads_from_pair S U T (r : Reads (S -> U -> T)) : Reads (S * U -> T) :=
  {| read d := fun p => @read _ r d p.1 p.2; outside := fun p => @outside _ r p.1 p.2 |}.

Class Shows (T : Type) := shown : T -> data.

#[export] Instance shows_Qc : Shows Qc := fun x => Num (Qnum x) (Qden x).
#[export] Instance shows_Z : Shows Z := fun n => Num n 1.
#[export] Instance shows_nat : Shows nat := fun n => Num (Z.of_nat n) 1.
#[export] Instance shows_int : Shows int := fun n => Num (Z_of_int n) 1.
#[export] Instance shows_bool : Shows bool := fun b => Num (if b then Zpos 1 else Z0) 1.
#[export] Instance shows_seq T (_ : Shows T) : Shows (seq T) := fun s => Row (map shown s).
#[export] Instance shows_option T (_ : Shows T) : Shows (option T) := fun o => if o is Some x then shown x else Row [::].
#[export] Instance shows_pair S T (_ : Shows S) (_ : Shows T) : Shows (S * T) := fun p => Row [:: shown p.1; shown p.2].

(** Rational numbers, as the field of a theorem. *)
Definition rationals : realFieldType := Qc_realFieldType.

(** The indices of one, two and three axes: added and multiplied axis by axis. *)
Definition axes1 : comRingType := [comRingType of Z].
Definition axes2 : comRingType := [comRingType of (Z * Z)%type].
Definition axes3 : comRingType := [comRingType of (Z * Z * Z)%type].

(** Premises are computed; one that doesn't compute to true ends the script. *)
Ltac premise := solve [vm_compute; reflexivity | vm_compute; discriminate | vm_compute; tauto | vm_compute; intuition discriminate].
Ltac discharge H := repeat match type of H with ?P -> _ => let p := fresh in assert (p : P) by premise; specialize (H p); clear p end.

(** One side of a theorem is computed, and has to be what was expected. *)
Ltac one_side a d := let v := eval vm_compute in (shown a) in
  let w := eval vm_compute in d in
  tryif constr_eq v w then idtac else (idtac "COMPUTES" v "AND PYTHON" w; fail).
Ltac compare H l r := lazymatch type of H with
  | ?a = ?b => one_side a l; one_side b r
  | is_true (?a == ?b) => one_side a l; one_side b r
  | is_true (?a <= ?b)%R => one_side a l; one_side b r
  | is_true (?a <= ?b)%N => one_side a l; one_side b r
  | BinInt.Z.le ?a ?b => one_side a l; one_side b r
  | ?P -> _ => idtac "PREMISE" P; fail
  | ?P => idtac "CONCLUDES" P; fail
  end.
