// Tests of WireFormat stand here.
