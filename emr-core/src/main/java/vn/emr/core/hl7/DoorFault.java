package vn.emr.core.hl7;

/** What can go wrong at a door, with a sentence for the health page. Never holds anything a sender wrote. */
public enum DoorFault {
    TOO_MANY_CONNECTIONS("Quá số kết nối cho phép", "Too many connections"),
    FRAME_TOO_LONG("Bản tin vượt độ dài cho phép", "A message was over the limit"),
    NO_ROOM("Bộ nhớ nhận bản tin đã đầy", "No room for more messages in flight"),
    HALF_FRAME("Bên gửi ngừng giữa bản tin", "A sender stopped in the middle of a message"),
    IDLE("Kết nối không hoạt động đã bị đóng", "An idle connection was closed"),
    NOT_MLLP("Dữ liệu không phải MLLP", "The other side does not speak MLLP"),
    NO_ANSWER("Không trả lời được: chưa rõ kết quả", "Closed without an answer: outcome unknown"),
    RECEIVER_FAILED("Lỗi khi xử lý bản tin", "Handling a message failed"),
    TLS_FAILED("Không lập được kết nối TLS: kiểm tra chứng thư hai bên", "A TLS connection could not be made"),
    CONNECTION_FAILED("Kết nối bị ngắt", "A connection broke");

    private final String vietnamese;
    private final String english;

    DoorFault(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
