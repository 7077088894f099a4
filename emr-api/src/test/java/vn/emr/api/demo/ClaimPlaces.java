package vn.emr.api.demo;

import java.util.Map;

/** Where the fields of claim tables belong in the record, written down by hand; what is not named here belongs beside the fact. */
final class ClaimPlaces {
    static final Map<String, String> MEDICINE = Map.ofEntries(
            Map.entry("MA_NHOM", "/category/code"),
            Map.entry("MA_THUOC", "/medicine/code"),
            Map.entry("TEN_THUOC", "/medicine/text"),
            Map.entry("HAM_LUONG", "/strength"),
            Map.entry("DANG_BAO_CHE", "/form"),
            Map.entry("SO_DANG_KY", "/registration"),
            Map.entry("DUONG_DUNG", "/route/code"),
            Map.entry("LIEU_DUNG", "/dose"),
            Map.entry("CACH_DUNG", "/instructions"),
            Map.entry("SO_LUONG", "/quantity"),
            Map.entry("DON_VI_TINH", "/unit"),
            Map.entry("NGAY_YL", "/ordered/sent"),
            Map.entry("NGAY_TH_YL", "/given/sent"),
            Map.entry("MA_BAC_SI", "/prescriber"),
            Map.entry("MA_KHOA", "/departmentCode"));
    static final Map<String, String> SERVICE = Map.ofEntries(
            Map.entry("MA_NHOM", "/category/code"),
            Map.entry("MA_DICH_VU", "/code/code"),
            Map.entry("TEN_DICH_VU", "/code/text"),
            Map.entry("SO_LUONG", "/quantity"),
            Map.entry("DON_VI_TINH", "/unit"),
            Map.entry("NGAY_YL", "/ordered/sent"),
            Map.entry("NGAY_TH_YL", "/performed/sent"),
            Map.entry("NGAY_KQ", "/ended/sent"),
            Map.entry("MA_BAC_SI", "/orderedBy"),
            Map.entry("NGUOI_THUC_HIEN", "/performers"),
            Map.entry("MA_KHOA", "/departmentCode"),
            Map.entry("MA_GIUONG", "/bed"),
            Map.entry("MA_MAY", "/device"),
            Map.entry("MA_BENH", "/reasons"));
    static final Map<String, String> NOTE = Map.of(
            "DIEN_BIEN_LS", "/text",
            "GIAI_DOAN_BENH", "/stage",
            "HOI_CHAN", "/consultation",
            "PHAU_THUAT", "/surgery",
            "THOI_DIEM_DBLS", "/written/sent",
            "NGUOI_THUC_HIEN", "/authors");
    static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("XML1", "VISIT_SUMMARY"),
            Map.entry("XML6", "HIV_CARE"),
            Map.entry("XML7", "DISCHARGE"),
            Map.entry("XML8", "RECORD_SUMMARY"),
            Map.entry("XML9", "BIRTH"),
            Map.entry("XML10", "PREGNANCY_LEAVE"),
            Map.entry("XML11", "SICK_LEAVE"),
            Map.entry("XML12", "MEDICAL_ASSESSMENT"),
            Map.entry("XML13", "REFERRAL"),
            Map.entry("XML14", "REAPPOINTMENT"),
            Map.entry("XML15", "TUBERCULOSIS_TREATMENT"));

    private ClaimPlaces() {}
}
