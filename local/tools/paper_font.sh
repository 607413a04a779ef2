#!/usr/bin/env bash
# Makes the typeface of papers: of Inter (npm package @expo-google-fonts/inter 0.4.2, SIL Open Font License 1.1) the letters
# of Yoruba, Igbo, Hausa and the languages around them with their tone marks, figures, punctuation and ₦, as modules that
# the functions import. Needs npm and Debian's python3-fonttools. Run it by hand, from the root, after a change here.
set -euo pipefail
folder=supabase/functions/_shared/paper/inter
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent @expo-google-fonts/inter@0.4.2 >/dev/null && tar xzf ./*.tgz)
mkdir -p "$folder"
cp "$work/package/LICENSE_FONT" "$folder/LICENSE"
for weight in 400Regular 600SemiBold; do
  /usr/bin/python3 -m fontTools.subset "$work/package/$weight/Inter_$weight.ttf" --output-file="$work/$weight.ttf" \
    --layout-features=kern,mark,mkmk,ccmp,locl --no-hinting --name-IDs='*' --notdef-outline \
    --unicodes="U+0020-007E,U+00A0-024F,U+0253,U+0254,U+0256,U+0257,U+0259,U+025B,U+0263,U+0268,U+0269,U+0272,U+0289,U+028B,U+0300-0304,U+0306-030C,U+0323-0325,U+0327,U+0328,U+0330,U+0331,U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+20A6,U+20AC,U+20B5,U+2116,U+2122,U+2190-2193,U+2212"
  number=${weight:0:3}
  {
    echo "/** Inter, weight $number: made by local/tools/paper_font.sh. The licence is beside it. */"
    echo "export const inter$number = \"$(base64 -w0 "$work/$weight.ttf")\";"
  } >"$folder/inter_$number.ts"
  echo "$folder/inter_$number.ts: $(stat -c %s "$work/$weight.ttf") bytes of font"
done
