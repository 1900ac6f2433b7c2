# passwords.py OUTPUT - the passwords that are tried first, one a line, by bytes: the common ones that the package python3-zxcvbn
# carries, and words of this site.
# SPDX-License-Identifier: Apache-2.0
import sys
from zxcvbn.frequency_lists import FREQUENCY_LISTS

own = ['jifen', 'shanghai', 'juzhuzheng', 'jzz', 'mingbai', 'mingbaijifen', '积分', '居住证', '居住证积分', '上海', '明白', '明白积分', '服务台']
words = sorted({word.encode() for word in FREQUENCY_LISTS['passwords'] + own})
with open(sys.argv[1], 'wb') as out:
    out.write(b'\n'.join(words) + b'\n')
