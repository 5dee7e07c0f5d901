"""Which axioms each file of proofs may use.

Trusted. `audit` compares what Coq says of a file with this list whenever it runs, also where it does not compile the
file again: the list is no part of what kept results depend on.
"""

from __future__ import annotations

# Coq's real numbers are Dedekind cuts; these axioms are part of their definition. Analysis on them is classical.
REALS = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
}
CLASSICAL = {"Classical_Prop.classic"}
CHOICE = {"Epsilon.epsilon_statement"}  # MathComp requires a choice operator for its fields
MACHINE = {"PrimInt63", "Uint63", "PrimFloat", "FloatAxioms"}  # modules of Coq's axioms of machine numbers

ALLOWED: dict[str, set[str]] = {  # a file that is not listed may use no axiom
    "RealField": REALS | CHOICE,
    "PrintedReals": REALS | CLASSICAL | CHOICE,
    "PrintedExtended": REALS | CLASSICAL | CHOICE,
    "Generated": REALS | CLASSICAL | CHOICE,
    "Derivatives": REALS | CLASSICAL | CHOICE,
    "ProvedDerivatives": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesNormalization": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesPooling": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesGroups": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesFitting": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesBroadcasting": REALS | CLASSICAL | CHOICE,
    "ProvedExponentials": REALS | CLASSICAL | CHOICE,
    "ProvedSoftmax": REALS | CLASSICAL | CHOICE,
    "ProvedLosses": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesSoftmax": REALS | CLASSICAL | CHOICE,
    "ProvedOrders": REALS | CHOICE,
    "ProvedGroupNorm": REALS | CHOICE,
    "MeansAndVariances": REALS | CHOICE,
    "ProvedNormalization": REALS | CHOICE,
    "ProvedVariances": REALS | CHOICE,
    "ProvedGradientsNormalization": REALS | CHOICE,
    "ProvedCurvatures": REALS | CHOICE,
    "ProvedResponse": REALS | CLASSICAL | CHOICE,
    "PrintedInformation": REALS | CLASSICAL | CHOICE,
    "ProvedEntropy": REALS | CLASSICAL | CHOICE,
    "ProvedMutualInformation": REALS | CLASSICAL | CHOICE,
    "ProvedDerivativesInformation": REALS | CLASSICAL | CHOICE,
    "ProvedIndependence": REALS | CLASSICAL | CHOICE,
    "PrintedDivergence": REALS | CLASSICAL | CHOICE,
    "ProvedDivergence": REALS | CLASSICAL | CHOICE,
    "ProvedMillerMadow": REALS | CLASSICAL | CHOICE,
    "RealLink": REALS | CLASSICAL | CHOICE,
    "FittingCurvatureTheorems": REALS | CHOICE,
    "LogarithmBound": REALS | CLASSICAL,
    "InformationTheorems": REALS | CLASSICAL | CHOICE,
    "InformationPinskerTheorems": REALS | CLASSICAL | CHOICE,
    "InformationInequalityTheorems": REALS | CLASSICAL | CHOICE,
    "InformationDivergenceTheorems": REALS | CLASSICAL | CHOICE,
    "InformationMutualTheorems": REALS | CLASSICAL | CHOICE,
    "MutualInformation": REALS | CLASSICAL | CHOICE,
    "Independence": REALS | CLASSICAL | CHOICE,
    "Line": REALS | CLASSICAL,
    "LineAssociates": REALS | CLASSICAL,
    "Rounding": REALS | CLASSICAL,
    "RoundingTrees": REALS | CLASSICAL,
    "ExactIntegers": REALS | CLASSICAL,
    "FloatTrees": REALS | CLASSICAL,
    "Exponentials": REALS | CLASSICAL,
    "ConvolutionFourierLaws": REALS | CHOICE,
    "Binary64": REALS | CLASSICAL | MACHINE,
    "Sigmoid": REALS | CLASSICAL | MACHINE,
}
