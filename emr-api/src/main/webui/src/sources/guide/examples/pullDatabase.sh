cat >dong.json <<'DONG'
{"ID": "1", "SO_VAO_VIEN": "THU-LK-1", "MA_BN": "THU-0003", "HO_TEN": "NGƯỜI THỬ NGHIỆM",
 "NGAY_SINH": "1980-01-01", "GIOI_TINH": "Nữ", "NGAY_SUA": "2025-01-01 08:00:00"}
DONG
./emr mapping check luot-kham.json dong.json
