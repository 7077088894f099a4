package vn.emr.core.record;

/** A relative or representative (người nhà, người đại diện), as the front page of the record asks. */
public record RelatedPerson(
        String name, Coded relation, String phone, String address, String identityNumber, boolean representative) {}
