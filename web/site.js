// Nothing here is needed: every page works without it. It only saves a tap where the browser can.
'use strict';
