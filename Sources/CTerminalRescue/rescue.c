#include "CTerminalRescue.h"

void spice_rescue_placeholder(void) {}
