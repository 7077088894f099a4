package vn.emr.api.operation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A laboratory system that nobody has registered yet, under a name of its own. */
final class NewLaboratory {
    final String application = "LIS-" + UUID.randomUUID();

    /** What an administrator says to register it; the map may be changed. */
    Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "name", "LIS Khoa Xét nghiệm",
                "kind", "LIS",
                "door", "lis",
                "sendingApplication", application,
                "allowedTypes", "ORU^R01",
                "patientDomain", "BV"));
    }

    /** It overwrites one file. */
    Map<String, Object> handingOver(String name, String dropFolder) {
        Map<String, Object> settings = settings();
        settings.put("settings", Map.of("handoff-file", name));
        settings.put("dropFolder", dropFolder);
        return settings;
    }

    /** A result of somebody who is not in the record. */
    String message(String controlId) {
        return "MSH|^~\\&|" + application + "|BV|EMR|BV|20261120093000||ORU^R01^ORU_R01|" + controlId
                + "|P|2.5.1|||||VNM|UNICODE UTF-8\rPID|1||X" + controlId
                + "^^^BV^MR||Nguyễn^Ánh\rOBR|1|P1|F" + controlId
                + "|GLU^Glucose^L|||20261120093000|||||||||||||||20261120093000||HM|F\r"
                + "OBX|1|NM|GLU^Glucose^L||5.6|mmol/L|3.9-6.4|N|||F\r";
    }
}
