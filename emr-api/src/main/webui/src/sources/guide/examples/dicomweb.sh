curl -sS -w '\n%{http_code}\n' '{archive}/studies?limit=1' -H 'Accept: application/dicom+json'
