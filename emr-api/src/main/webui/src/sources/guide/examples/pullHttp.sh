cat >tra-loi.json <<'TRALOI'
{"data": [{"maBn": "THU-0004", "hoTen": "NGƯỜI THỬ NGHIỆM", "ngaySinh": "1980-01-01", "gioiTinh": "Nam",
           "capNhatLuc": "2025-01-01 08:00:00"}]}
TRALOI
./emr mapping check nguoi-benh-moi.json tra-loi.json
