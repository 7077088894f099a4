package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.Algo;
import eu.europa.esig.dss.policy.jaxb.BasicSignatureConstraints;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.policy.jaxb.CryptographicConstraint;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import java.io.InputStream;
import java.util.Set;

/**
 * The rules by which signatures are judged: those that come with the library (ETSI EN 319 102-1), with the algorithms of
 * TT 15/2025/TT-BKHCN PL I, and with every change of a PDF that is neither a further signature nor a filled field being a fault.
 */
final class Policy {
    private static final int LEAST_RSA = 2048;
    private static final int LEAST_EC = 256;
    private static final Set<String> DIGESTS =
            Set.of("SHA224", "SHA256", "SHA384", "SHA512", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512");
    private static final ValidationPolicy RULES = new EtsiValidationPolicy(rules());

    private Policy() {}

    /** Read once; it is only looked at afterwards. */
    static ValidationPolicy ofSignatures() {
        return RULES;
    }

    private static ConstraintsParameters rules() {
        try (InputStream shipped = ValidationPolicyFacade.class.getResourceAsStream("/policy/constraint.xml")) {
            ConstraintsParameters rules = ValidationPolicyFacade.newFacade().unmarshall(shipped);
            changes(rules.getSignatureConstraints().getBasicSignatureConstraints());
            algorithms(rules.getCryptographic());
            return rules;
        } catch (Exception e) {
            throw new IllegalStateException("the library's own rules cannot be read", e);
        }
    }

    private static void changes(BasicSignatureConstraints signature) {
        signature.setUndefinedChanges(fault());
        signature.setAnnotationChanges(fault());
        signature.setDocMDP(fault());
    }

    private static LevelConstraint fault() {
        LevelConstraint fault = new LevelConstraint();
        fault.setLevel(Level.FAIL);
        return fault;
    }

    private static void algorithms(CryptographicConstraint rules) {
        rules.getAcceptableDigestAlgo().getAlgos().removeIf(one -> !DIGESTS.contains(one.getValue()));
        for (Algo least : rules.getMiniPublicKeySize().getAlgos()) {
            if (least.getValue().startsWith("RSA")) {
                least.setSize(LEAST_RSA);
            } else if (least.getValue().endsWith("ECDSA")) {
                least.setSize(LEAST_EC);
            }
        }
    }
}
