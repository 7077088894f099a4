/** Why an image is not shown, as the server writes it and in Vietnamese. */
export const imagingRefusalsVi: Record<string, string> = {
  "not a unique identifier of DICOM": "Không phải mã định danh DICOM.",
  "the series has too many images": "Chuỗi ảnh có quá nhiều ảnh.",
  "the image archive answered with something that is no DICOM": "Kho ảnh (PACS) trả lời không đúng DICOM. Hãy báo phòng CNTT.",
  "the image archive answered with something that is no image": "Kho ảnh (PACS) trả lời không phải ảnh. Hãy báo phòng CNTT.",
  "the image archive answered with more than is taken": "Kho ảnh (PACS) trả lời dài hơn giới hạn.",
  "the image archive does not answer": "Kho ảnh (PACS) không trả lời. Hãy thử lại sau ít phút.",
  "the image archive does not have this any more": "Kho ảnh (PACS) không còn ảnh này.",
  "the image archive cannot show this as an image": "Kho ảnh (PACS) không vẽ được đối tượng này thành ảnh.",
  "the image archive is not set up rightly": "Kho ảnh (PACS) khai báo chưa đúng. Hãy báo phòng CNTT.",
  "the image archive of this study is not in use any more": "Kho ảnh (PACS) của ca chụp này không còn được dùng.",
  "too many values are fetched from image archives at once": "Đang lấy quá nhiều dữ liệu từ kho ảnh cùng lúc. Hãy thử lại.",
  "frames are counted from 1": "Khung hình được đếm từ 1.",
  "this object is no PDF": "Đối tượng này không phải PDF.",
};
