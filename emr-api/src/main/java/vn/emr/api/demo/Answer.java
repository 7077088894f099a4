package vn.emr.api.demo;

/** What the server said to one message. */
enum Answer {
    /** AA: in the record. */
    APPLIED("đã ghi / applied"),
    /** AA with an informational remark: kept, a person must help. */
    WAITING("chờ xử lý / waiting for a person"),
    /** The very same message was there already; only the REST door says so, MLLP repeats its first answer. */
    REPLAYED("đã có / there already"),
    /** AE: may be sent again. */
    TEMPORARY("tạm thời chưa nhận / temporary"),
    /** AR. */
    REFUSED("từ chối / refused"),
    /** Nothing that can be read as an answer. */
    NONE("không trả lời / no answer");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * Reads MSA-1 (table 0008) and the ERR segments of an acknowledgement. An AA that carries a remark about a message
     * set aside has severity I in ERR-4; before version 2.5 ERR has no severity and is read the same way.
     */
    static Answer ofAcknowledgement(String acknowledgement) {
        Answer answer = NONE;
        boolean remark = false;
        for (String segment : acknowledgement.split("[\r\n]+")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("MSA") && fields.length > 1) {
                answer = switch (fields[1]) {
                    case "AA" -> APPLIED;
                    case "AE" -> TEMPORARY;
                    case "AR" -> REFUSED;
                    default -> NONE;
                };
            } else if (fields[0].equals("ERR")) {
                remark |= fields.length <= 4 || fields[4].equals("I");
            }
        }
        return answer == APPLIED && remark ? WAITING : answer;
    }

    /** Reads {@code outcome} of one item of the REST door's answer. */
    static Answer ofOutcome(String outcome) {
        return switch (outcome) {
            case "applied" -> APPLIED;
            case "parked" -> WAITING;
            case "replayed" -> REPLAYED;
            case "refused" -> REFUSED;
            case "failed" -> TEMPORARY;
            default -> NONE;
        };
    }
}
