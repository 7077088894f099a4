package vn.emr.his;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;

/** The person of an exchange record (group I, ThongTinBenhNhan) as the {@code patient} of notice-1.0. */
final class AnnexPerson {
    private AnnexPerson() {}

    static ObjectNode of(AnnexGroup g) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        ArrayNode identifiers = patient.putArray("identifiers");
        identifier(identifiers, "PATIENT_NUMBER", g.text("mabenhnhan"));
        identifier(identifiers, "CCCD", g.text("cccd_so"));
        identifier(identifiers, "PASSPORT", g.text("hochieu_so"));
        identifier(identifiers, "INSURANCE_CARD", g.text("mabhyt"));
        String name = g.text("hoten");
        if (name != null) {
            patient.putArray("names").add(name);
        }
        put(patient, "birth", g.time("ngaysinh"));
        put(patient, "sex", sex(g));
        word(patient, "ethnicity", g.text("dantoc_ma"), g.text("dantoc"));
        word(patient, "occupation", g.text("nghenghiep_ma"), g.text("nghenghiep"));
        put(patient, "bloodGroup", g.text("nhommau"));
        String phone = g.text("sodienthoai");
        if (phone != null) {
            patient.putArray("phones").add(phone);
        }
        address(patient, g);
        String relative = g.text("hotennguoithan");
        if (relative != null) {
            patient.putArray("relatives")
                    .add(AnnexRecord.body(
                            "name", relative,
                            "phone", g.text("sodienthoainguoithan"),
                            "address", g.text("diachinguoithan")));
        }
        return patient;
    }

    /** Whom an item speaks of, without saying anything of the person. */
    static ObjectNode reference(ObjectNode patient) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode();
        reference.set("identifiers", patient.path("identifiers"));
        return reference;
    }

    private static void address(ObjectNode patient, AnnexGroup g) {
        ObjectNode address = AnnexRecord.body("full", g.text("diachi"), "line", g.text("sonha", "thonpho"));
        put(address, "ward", g.text("xaphuong"));
        word(address, "district", g.text("quanhuyen_ma"), g.text("quanhuyen"));
        word(address, "province", g.text("tinhthanh_ma"), g.text("tinhthanh"));
        if (!address.isEmpty()) {
            patient.putArray("addresses").add(address);
        }
    }

    /** 0 means female in some systems and unknown in others: such a value stays as it was sent. */
    private static String sex(AnnexGroup g) {
        String sex =
                switch (Objects.requireNonNullElse(g.peek("gioitinh"), "").toLowerCase(Locale.ROOT)) {
                    case "nam", "1", "m" -> "M";
                    case "nữ", "nu", "2", "f" -> "F";
                    default -> null;
                };
        if (sex != null) {
            g.text("gioitinh");
        }
        return sex;
    }

    private static void identifier(ArrayNode identifiers, String kind, String value) {
        if (value != null) {
            identifiers.add(AnnexRecord.body("kind", kind, "value", value));
        }
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private static void word(ObjectNode object, String name, String code, String text) {
        if (code != null || text != null) {
            object.set(name, AnnexRecord.body("code", code, "text", text));
        }
    }
}
