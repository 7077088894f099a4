package vn.emr.api.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * The organization of the sample hospital as {@code sample/hospital.json} states it: everything a server must know
 * before the sample's systems may speak to it. The folder's README explains each field.
 */
@JsonIgnoreProperties("about")
public record Hospital(
        Tenant tenant,
        List<Facility> facilities,
        List<Sender> sources,
        List<Service> services,
        List<Person> accounts,
        Feed feed,
        Tour tour) {

    public record Tenant(String code, String name) {}

    public record Facility(String code, String name, List<Department> departments) {}

    public record Department(String code, String name) {}

    /**
     * A sending system. Fields that do not apply are null.
     *
     * @param facility code of its facility
     * @param credential bearer key for the REST door, shown openly because it opens sample data only
     * @param address base of the DICOMweb service to be asked, or where orders go to
     */
    public record Sender(
            String key,
            String name,
            String kind,
            String door,
            String facility,
            String sendingApplication,
            String sendingFacility,
            String allowedTypes,
            String dialect,
            String patientDomain,
            String credential,
            String address,
            Map<String, String> settings) {}

    /** What can be ordered of the sample's laboratory, under its own code. */
    public record Service(String code, String codeSystem, String name, String specimen) {}

    /** A demonstration account; {@code departments} are codes within {@code facility}. */
    public record Person(
            String username,
            String password,
            String displayName,
            String role,
            String facility,
            List<String> departments,
            String note) {}

    /**
     * Which files are sent where, in this order; a person's messages stand in one file of each kind.
     *
     * @param codes what local codes mean
     * @param folders what people do with record folders
     * @param requests for records, and what was done with them
     * @param waiting control ids of messages that are meant to be set aside for a person
     */
    public record Feed(
            List<String> his,
            List<String> lis,
            List<NoticeFile> notices,
            NoticeFile claims,
            List<String> imaging,
            List<String> waiting,
            PersonFile codes,
            String folders,
            PersonFile requests) {}

    /** @param account user name of the person who brings it in */
    public record PersonFile(String account, String file) {}

    /** @param source key of the source whose credential is used */
    public record NoticeFile(String source, String file) {}

    /**
     * What to try first.
     *
     * @param work beside reading: who finds something to do, and where
     */
    public record Tour(String search, String order, List<String> work, List<String> accounts, List<Stop> patients) {}

    public record Stop(String number, String name, String account, String note) {}

    /** The account with this user name. */
    public Person account(String username) {
        return accounts.stream()
                .filter(a -> a.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample account " + username));
    }

    /** The source with this key. */
    public Sender source(String key) {
        return sources.stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample source " + key));
    }
}
