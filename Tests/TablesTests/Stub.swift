// Tests of Tables stand here.
